import { expect, test, vi } from 'vitest';
import { createSlots, NoSlot } from './slots.ts';

const LIMITS = { slots: 1, queue: 10, queuePerClient: 10, waitMs: 60_000 };

test('no more are under way than there are slots, and who leaves makes room', async () => {
  const slots = createSlots({ ...LIMITS, slots: 2 });
  const first = await slots.take('a');
  await slots.take('a');
  const third = slots.take('a');
  expect([slots.underWay, slots.waiting]).toEqual([2, 1]);
  first();
  first();
  await third;
  expect([slots.underWay, slots.waiting]).toEqual([2, 0]);
});

test('clients take turns, each in order of arrival', async () => {
  const slots = createSlots(LIMITS);
  const order: string[] = [];
  const release = await slots.take('busy');
  const all = ['a1', 'a2', 'a3', 'b1', 'c1', 'b2'].map(async (name) => {
    const done = await slots.take(name[0]!);
    order.push(name);
    done();
  });
  release();
  await Promise.all(all);
  expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('a queue that is full refuses at once and says when to come again', async () => {
  const slots = createSlots({ ...LIMITS, queue: 1 });
  const release = await slots.take('a');
  const second = slots.take('b');
  await expect(slots.take('c')).rejects.toThrow(NoSlot);
  await expect(slots.take('c')).rejects.toMatchObject({ retryAfterSeconds: 1 });
  release();
  await second;
});

test('in a full queue the last of a client who has much waiting makes room for one who has nothing', async () => {
  const slots = createSlots({ ...LIMITS, queue: 2 });
  const release = await slots.take('a');
  const [first, second] = [slots.take('a'), slots.take('a')];
  const third = slots.take('b');
  await expect(second).rejects.toThrow(NoSlot);
  await expect(slots.take('c')).rejects.toThrow(NoSlot);
  release();
  (await first)();
  (await third)();
  expect([slots.underWay, slots.waiting]).toEqual([0, 0]);
});

test('how long one would wait is told by the own turn, not by the length of the queue', async () => {
  vi.useFakeTimers();
  try {
    const slots = createSlots({ ...LIMITS, waitMs: 5000 });
    const slow = await slots.take('a');
    vi.advanceTimersByTime(10_000);
    slow();
    await slots.take('a');
    void slots.take('a');
    void slots.take('a').catch(() => {});
    await expect(slots.take('a')).rejects.toThrow(NoSlot);
    void slots.take('b');
    expect(slots.waiting).toBe(3);
  } finally {
    vi.useRealTimers();
  }
});

test('a slot that rests is empty as long as it was in use', async () => {
  vi.useFakeTimers();
  try {
    const slots = createSlots({ ...LIMITS, rest: 1 });
    const release = await slots.take('a');
    const next = slots.take('b');
    vi.advanceTimersByTime(100);
    release();
    vi.advanceTimersByTime(99);
    expect([slots.underWay, slots.waiting]).toEqual([0, 1]);
    vi.advanceTimersByTime(1);
    await next;
    expect([slots.underWay, slots.waiting]).toEqual([1, 0]);
  } finally {
    vi.useRealTimers();
  }
});

test('a wait is expected with the rests as long as they are', async () => {
  vi.useFakeTimers();
  try {
    const slots = createSlots({ ...LIMITS, rest: 1, waitMs: 6_000 });
    const release = await slots.take('a');
    vi.advanceTimersByTime(10_000);
    // Of which a fifth counts: uses of 2 s, each with a rest of 2 s, are 4 s before whoever comes.
    release();
    vi.advanceTimersByTime(2_000);
    const long = await slots.take('a');
    vi.advanceTimersByTime(10_000);
    // 3.6 s and a rest of 2 s: who is second waits for 11.2 s, and with rests as long as uses for 14.4 s.
    long();
    void slots.take('b');
    await expect(slots.take('c')).rejects.toMatchObject({ retryAfterSeconds: 12 });
  } finally {
    vi.useRealTimers();
  }
});

test('a cheap use is not expected to take as long as a dear one did', async () => {
  vi.useFakeTimers();
  try {
    const slots = createSlots({ ...LIMITS, rest: 1, waitMs: 5_000 });
    const take = (client: string, price: number) => slots.take(client, undefined, price);
    for (let times = 0; times < 5; times += 1) {
      const release = await take('a', 50);
      vi.advanceTimersByTime(10_000);
      release();
      vi.advanceTimersByTime(2_000);
    }
    await take('a', 1);
    void take('b', 1);
    const cheap = take('c', 1);
    expect(slots.waiting).toBe(2);
    // A dear one that waits is what the next ones would wait for.
    void take('d', 50);
    await expect(take('e', 1)).rejects.toThrow(NoSlot);
    cheap.catch(() => {});
  } finally {
    vi.useRealTimers();
  }
});

test('one client cannot fill the queue', async () => {
  const slots = createSlots({ ...LIMITS, queuePerClient: 2 });
  await slots.take('a');
  void slots.take('a');
  void slots.take('a');
  await expect(slots.take('a')).rejects.toThrow(NoSlot);
  void slots.take('b');
  expect(slots.waiting).toBe(3);
});

test('who would wait too long by the times that were measured is refused at once', async () => {
  vi.useFakeTimers();
  try {
    const slots = createSlots({ ...LIMITS, waitMs: 5000 });
    const slow = await slots.take('a');
    vi.advanceTimersByTime(20_000);
    slow();
    await slots.take('a');
    void slots.take('b');
    await expect(slots.take('c')).rejects.toMatchObject({ retryAfterSeconds: 8 });
  } finally {
    vi.useRealTimers();
  }
});

test('who waits in vain is refused in the end', async () => {
  vi.useFakeTimers();
  try {
    const slots = createSlots({ ...LIMITS, waitMs: 1000 });
    await slots.take('a');
    const waiting = slots.take('b');
    vi.advanceTimersByTime(1001);
    await expect(waiting).rejects.toThrow(NoSlot);
    expect(slots.waiting).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('who leaves while waiting takes no slot', async () => {
  const slots = createSlots(LIMITS);
  const release = await slots.take('a');
  const leaving = new AbortController();
  const waiting = slots.take('b', leaving.signal);
  leaving.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
  release();
  expect([slots.underWay, slots.waiting]).toEqual([0, 0]);
});
