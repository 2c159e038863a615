/** A notebook in a page: cells are functions that name the cells they read, and run again when one of those changes. */

/** What every cell may use besides other cells. */
const LIBRARY = { table };

const cells = new Map();
for (const script of document.querySelectorAll('script[data-cell]')) {
  const { cell: name } = script.dataset;
  const section = document.createElement('section');
  section.id = name;
  const shown = document.createElement('output');
  const code = document.createElement('textarea');
  code.spellcheck = false;
  code.ariaLabel = `The code of ${name}`;
  code.value = unindented(script.textContent);
  section.append(shown, code);
  script.replaceWith(section);
  const cell = { name, code, shown, run: 0, value: null };
  cells.set(name, cell);
  code.addEventListener('change', () => run(cell));
}
for (const cell of cells.values()) cell.value = run(cell);

/** Its value once those that it reads have theirs; an older run that ends later is forgotten. */
function run(cell) {
  const turn = ++cell.run;
  cell.value = evaluate(cell);
  cell.value.then(
    (value) => turn === cell.run && show(cell, value),
    (error) => turn === cell.run && show(cell, `${error}`, true),
  );
  for (const reader of cells.values()) {
    if (reader.run > 0 && parametersOf(reader).includes(cell.name)) run(reader);
  }
  return cell.value;
}

async function evaluate(cell) {
  // Those that are further down have not run yet at first.
  await null;
  const given = parametersOf(cell).map((name) => {
    const read = cells.get(name);
    if (!read) throw new Error(`There is no cell ${name}.`);
    return read.value;
  });
  const made = new Function(...Object.keys(LIBRARY), `return (${cell.code.value.trim()})`);
  return made(...Object.values(LIBRARY))(...(await Promise.all(given)));
}

function parametersOf({ code }) {
  const list = /^\s*(?:async\s*)?\(([^)]*)\)/.exec(code.value)?.[1] ?? '';
  return list.split(',').flatMap((each) => each.trim() || []);
}

/** A control that is shown tells those who read it when it is moved. */
function show(cell, value, failed = false) {
  cell.shown.classList.toggle('failed', failed);
  const isElement = value instanceof Element;
  cell.shown.replaceChildren(
    isElement ? value : typeof value === 'string' ? value : lengthOf(value),
  );
  if (!(value instanceof HTMLInputElement)) return;
  value.addEventListener('change', () => {
    for (const reader of cells.values()) {
      if (parametersOf(reader).includes(cell.name)) run(reader);
    }
  });
}

const lengthOf = (value) =>
  Array.isArray(value) ? `A list of ${value.length}` : JSON.stringify(value);

function table(headings, rows) {
  const made = document.createElement('table');
  const head = made.createTHead().insertRow();
  for (const heading of headings) {
    head.append(Object.assign(document.createElement('th'), { textContent: heading }));
  }
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const cell of row) line.insertCell().append(cell);
  }
  return made;
}

function unindented(text) {
  const lines = text.replace(/^\s*\n|\s+$/g, '').split('\n');
  const indent = Math.min(...lines.filter(Boolean).map((line) => line.search(/\S|$/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}
