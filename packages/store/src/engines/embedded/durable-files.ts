import type { PGlite, postgresMod } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { fsyncSync } from 'node:fs';

/** What all but the owner may do with a file: this process's umask may leave it to them. */
const OTHERS = 0o077;

/** What Emscripten keeps of an open file or folder; `nfd` is Node's own descriptor of it. */
interface OpenFile {
  nfd: number;
  node: { parent: { name: string } };
}

/** As much of Emscripten's file system over Node's as is changed here. */
interface NodeFileSystem {
  tryFSOperation<Result>(operation: () => Result): Result;
  node_ops: {
    /** Makes a file or folder. */
    mknod(parent: object, name: string, mode: number, device: number): object;
    /** Changes what is known of one, its mode among others. */
    setattr(node: object, changes: { mode?: number }): void;
  };
  stream_ops: {
    fsync?(file: OpenFile): number;
    write(file: OpenFile, buffer: Uint8Array, offset: number, length: number, at: number): number;
  };
}

/**
 * A folder as PGlite's files, for their owner alone, which PostgreSQL can flush to the disk. Emscripten's own file system has
 * no fsync: a commit would be told while it is only in the kernel's memory. Folders are flushed too,
 * since PostgreSQL relies on that where it renames or makes a file.
 *
 * Emscripten's fdatasync does nothing and cannot be replaced: start with `wal_sync_method=fsync`.
 */
export class DurableFiles extends NodeFS {
  /** Bytes of write-ahead log that were written since this was last set to 0. */
  walBytes = 0;

  override async init(pglite: PGlite, options: Partial<postgresMod.PostgresMod>) {
    const { emscriptenOpts } = await super.init(pglite, options);
    const connect = (module: object) => this.#change((module as { NODEFS: NodeFileSystem }).NODEFS);
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [emscriptenOpts.preRun ?? [], connect].flat() },
    };
  }

  #change({ node_ops: folders, stream_ops: operations, tryFSOperation }: NodeFileSystem): void {
    const { mknod, setattr } = folders;
    folders.mknod = (parent, name, mode, device) => mknod(parent, name, mode & ~OTHERS, device);
    folders.setattr = (node, changes) => {
      const { mode } = changes;
      setattr(node, mode === undefined ? changes : { ...changes, mode: mode & ~OTHERS });
    };
    operations.fsync = ({ nfd }) => {
      tryFSOperation(() => fsyncSync(nfd));
      return 0;
    };
    const { write } = operations;
    operations.write = (file, ...what) => {
      const written = write(file, ...what);
      if (file.node.parent.name === 'pg_wal') this.walBytes += written;
      return written;
    };
  }
}
