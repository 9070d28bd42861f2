import PDFDocument from 'pdfkit'

/** A block of a document that is printed or filed. */
export type PdfBlock =
  | { readonly is: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'item'; readonly text: string }

export interface PdfProps {
  /** Title of the document: what a reader's window and a screen reader say first. */
  readonly title: string
  /** Stands at the foot of every page. */
  readonly reference: string
  readonly blocks: readonly PdfBlock[]
}

/** Characters of Windows-1252 above Latin-1: what the fonts that every PDF reader has can draw. */
const alsoDrawn = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'
const drawn = new RegExp(`[\\n\\x20-\\x7e\\xa0-\\xff${alsoDrawn}]`, 'u')

/** Text with every character that the fonts cannot draw by its number, such as [U+1F642]: nothing typed goes missing. */
export function printable(text: string): { readonly text: string; readonly whole: boolean } {
  let whole = true
  const shown = [...text.normalize('NFC').replaceAll('\t', '    ')].map(character => {
    if (drawn.test(character)) return character
    whole = false
    return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
  })
  return { text: shown.join(''), whole }
}

const styles = {
  heading: {
    1: { font: 'Helvetica-Bold', size: 20 },
    2: { font: 'Helvetica-Bold', size: 15 },
    3: { font: 'Helvetica-Bold', size: 11 },
  },
  words: { font: 'Helvetica', size: 11 },
} as const

const note =
  'Some characters cannot be drawn in this file. They stand as a number in square brackets, such as [U+1F642]. The plain text copy holds them as they were typed.'

/** A tagged A4 document in English: headings, paragraphs and lists that a screen reader can walk through. */
export function pdf({ title, reference, blocks }: PdfProps): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 56, bottom: 64, left: 56, right: 56 },
    bufferPages: true,
    tagged: true,
    displayTitle: true,
    lang: 'en-GB',
    pdfVersion: '1.7',
    info: { Title: printable(title).text, Subject: reference, Creator: 'Trusted Relationships' },
  })
  const parts: Buffer[] = []
  const written = new Promise<Buffer>((resolve, reject) => {
    document.on('data', part => parts.push(part))
    document.on('end', () => resolve(Buffer.concat(parts)))
    document.on('error', reject)
  })
  const root = document.struct('Document')
  document.addStructure(root)
  const shown = blocks.map(block => ({ ...block, ...printable(block.text) }))
  for (const block of shown) root.add(elementOf(document, block))
  if (shown.some(block => !block.whole)) root.add(elementOf(document, { is: 'paragraph', text: note }))
  root.end()
  footers(document, reference)
  document.end()
  return written
}

function elementOf(document: PDFKit.PDFDocument, block: PdfBlock): PDFKit.PDFStructureElement {
  const write = (font: string, size: number, text: string, indent: number) => {
    document
      .font(font)
      .fontSize(size)
      .text(text, 56 + indent, undefined, { width: 483 - indent, lineGap: 2 })
      .moveDown(0.4)
  }
  if (block.is === 'heading') {
    const { font, size } = styles.heading[block.level]
    return document.struct(`H${block.level}`, { title: block.text.slice(0, 200) }, () => {
      document.moveDown(0.3)
      write(font, size, block.text, 0)
    })
  }
  const { font, size } = styles.words
  if (block.is === 'paragraph') return document.struct('P', {}, () => write(font, size, block.text, 0))
  const label = document.struct('LBody', {}, () => write(font, size, `•  ${block.text}`, 12))
  return document.struct('L', {}, [document.struct('LI', {}, [label])])
}

/** Reference and page number: decoration for a screen reader, which knows the page. */
function footers(document: PDFKit.PDFDocument, reference: string): void {
  const { start, count } = document.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    document.switchToPage(page)
    const { bottom } = document.page.margins
    // Below the margin, where text would otherwise begin a new page.
    document.page.margins.bottom = 0
    document.markContent('Artifact', { type: 'Pagination' })
    document
      .font('Helvetica')
      .fontSize(9)
      .text(`${printable(reference).text}    Page ${page - start + 1} of ${count}`, 56, document.page.height - 40, {
        lineBreak: false,
      })
    document.endMarkedContent()
    document.page.margins.bottom = bottom
  }
}
