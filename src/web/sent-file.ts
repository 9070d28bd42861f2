/** A file as it was sent; its name and what its sender says that it is are left behind. */
export class SentFile {
  readonly bytes: Buffer
  /** It was larger than any may be, so nothing of it was kept. */
  readonly tooLarge: boolean
  constructor(bytes: Buffer, tooLarge: boolean) {
    this.bytes = bytes
    this.tooLarge = tooLarge
  }
}
