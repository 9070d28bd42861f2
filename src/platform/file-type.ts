/** What a file that somebody sends can be (docs/adr/0020). */
export const fileTypes = {
  'application/pdf': { name: 'PDF', ending: 'pdf' },
  'image/jpeg': { name: 'JPEG', ending: 'jpg' },
  'image/png': { name: 'PNG', ending: 'png' },
} as const
export type FileType = keyof typeof fileTypes

const begins: Readonly<Record<FileType, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
}

/**
 * What a file is by how it begins: neither its name nor what its sender says of it counts. Strict where readers are lenient:
 * a page of HTML with a PDF further down is nothing of these.
 */
export const typeOf = (bytes: Uint8Array): FileType | undefined =>
  (Object.keys(begins) as FileType[]).find(type => begins[type].every((byte, at) => bytes[at] === byte))

/** A file that is what it says. */
export interface TypedFile {
  readonly bytes: Buffer
  readonly type: FileType
}
