/**
 * What the local platform was asked to run and does not know. It is thrown while the template is read, never swallowed:
 * a piece that is skipped here would first be missed in the cloud.
 */
export class Unsupported extends Error {
  readonly kind: string;
  readonly where: string;

  /** `kind` of thing, its name (which takes the place of the error's own name), and where it was met. */
  constructor(kind: string, name: string, where: string) {
    super(`the local platform cannot run ${kind} '${name}' (${where})`);
    this.kind = kind;
    this.name = name;
    this.where = where;
  }
}
