import type { PGlite, postgresMod } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { fsyncSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What all but the owner may do with a file: this process's umask may leave it to them. */
const OTHERS = 0o077;

/** What Emscripten knows of a file or folder. */
interface FileNode {
  parent: { name: string };
}

/** One that is open; `nfd` is Node's own descriptor of it. */
interface OpenFile {
  nfd: number;
  node: FileNode;
}

interface Changes {
  mode?: number;
  /** Where a file is cut, or lengthened. */
  size?: number;
}

/** As much of Emscripten's file system over Node's as is changed here. */
interface NodeFileSystem {
  tryFSOperation<Result>(operation: () => Result): Result;
  /** The path on this machine. */
  realPath(node: FileNode): string;
  node_ops: {
    /** Makes a file or folder. */
    mknod(parent: FileNode, name: string, mode: number, device: number): FileNode;
    setattr(node: FileNode, changes: Changes): void;
    unlink(parent: FileNode, name: string): void;
  };
  stream_ops: {
    fsync?(file: OpenFile): number;
    setattr(file: OpenFile, changes: Changes): void;
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
  readonly #beforeCut: (path: string, size: number) => void;

  /** @param beforeCut is told of a file, by its path in the folder, before it is shortened or removed */
  constructor(folder: string, beforeCut: (path: string, size: number) => void = () => {}) {
    super(folder);
    this.#beforeCut = beforeCut;
  }

  override async init(pglite: PGlite, options: Partial<postgresMod.PostgresMod>) {
    const { emscriptenOpts } = await super.init(pglite, options);
    const connect = (module: object) => {
      const { NODEFS } = module as { NODEFS: NodeFileSystem };
      this.#changeFiles(NODEFS);
      this.#changeOpenFiles(NODEFS);
    };
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [emscriptenOpts.preRun ?? [], connect].flat() },
    };
  }

  #changeFiles({ node_ops: operations, realPath }: NodeFileSystem): void {
    const { mknod, setattr, unlink } = operations;
    operations.mknod = (parent, name, mode, device) => mknod(parent, name, mode & ~OTHERS, device);
    operations.setattr = (node, { mode, ...changes }) => {
      if (changes.size !== undefined) this.#tellOfCut(realPath(node), changes.size);
      setattr(node, mode === undefined ? changes : { ...changes, mode: mode & ~OTHERS });
    };
    operations.unlink = (parent, name) => {
      this.#tellOfCut(join(realPath(parent), name), 0);
      unlink(parent, name);
    };
  }

  #changeOpenFiles({ stream_ops: operations, realPath, tryFSOperation }: NodeFileSystem): void {
    const { setattr, write } = operations;
    operations.fsync = ({ nfd }) => {
      tryFSOperation(() => fsyncSync(nfd));
      return 0;
    };
    operations.setattr = (file, changes) => {
      if (changes.size !== undefined) this.#tellOfCut(realPath(file.node), changes.size);
      setattr(file, changes);
    };
    operations.write = (file, ...what) => {
      const written = write(file, ...what);
      if (file.node.parent.name === 'pg_wal') this.walBytes += written;
      return written;
    };
  }

  #tellOfCut(path: string, size: number): void {
    this.#beforeCut(relative(this.rootDir, path), size);
  }
}
