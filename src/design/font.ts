/**
 * Which characters a TrueType font can draw, from its `cmap` table.
 * @param font the bytes of the font file
 * @returns whether there is a glyph for a code point
 * @throws where the font has no table for the whole of Unicode (OpenType 1.9, cmap formats 4 and 12)
 */
export function drawnBy(font: Buffer): (codePoint: number) => boolean {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, n) => 12 + n * 16)
  const entry = tables.find(at => font.toString('latin1', at, at + 4) === 'cmap')
  if (entry === undefined) throw new Error('the font has no cmap table')
  const cmap = font.readUInt32BE(entry + 8)
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, n) => {
    const at = cmap + font.readUInt32BE(cmap + 4 + n * 8 + 4)
    return { at, format: font.readUInt16BE(at) }
  })
  const whole = subtables.find(table => table.format === 12)
  const basic = subtables.find(table => table.format === 4)
  const spans = whole ? spansOf12(font, whole.at) : basic ? spansOf4(font, basic.at) : undefined
  if (!spans) throw new Error('the font has no table of characters that we can read')
  return codePoint => spans.some(([from, to]) => codePoint >= from && codePoint <= to)
}

type Span = readonly [from: number, to: number]

const spansOf12 = (font: Buffer, at: number): readonly Span[] =>
  Array.from({ length: font.readUInt32BE(at + 12) }, (_, n) => {
    const group = at + 16 + n * 12
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)] as const
  })

/** The last span, of 0xFFFF alone, stands for the end. */
const spansOf4 = (font: Buffer, at: number): readonly Span[] => {
  const twice = font.readUInt16BE(at + 6)
  return Array.from(
    { length: twice / 2 - 1 },
    (_, n) => [font.readUInt16BE(at + 16 + twice + n * 2), font.readUInt16BE(at + 14 + n * 2)] as const,
  )
}
