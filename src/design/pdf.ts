import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { drawnBy } from './font.ts'

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

const folder = join(import.meta.dirname, 'fonts')
const words = readFileSync(join(folder, 'noto-sans-regular.ttf'))
const bold = readFileSync(join(folder, 'noto-sans-bold.ttf'))
const emoji = readFileSync(join(folder, 'noto-emoji-regular.ttf'))
const inWords = drawnBy(words)
const inEmoji = drawnBy(emoji)

/** A stretch of text that one font draws. */
export interface Run {
  readonly font: 'words' | 'emoji'
  readonly text: string
}

/** Joins pictures into one; chooses between a picture and a sign. Neither draws anything by itself. */
const joiner = '\u200d'
const selectors = /[\ufe0e\ufe0f]/g

/**
 * Text as the fonts draw it: Latin, Greek, Cyrillic and Devanagari letters, and emoji. Every other character stands as its
 * number, such as [U+0645]: nothing typed goes missing.
 */
export function printable(text: string): { readonly runs: readonly Run[]; readonly whole: boolean } {
  let whole = true
  const runs: Run[] = []
  const add = (font: Run['font'], shown: string) => {
    const last = runs.at(-1)
    if (last?.font === font) runs[runs.length - 1] = { font, text: last.text + shown }
    else runs.push({ font, text: shown })
  }
  for (const character of text.normalize('NFC').replaceAll('\t', '    ').replace(selectors, '')) {
    const codePoint = character.codePointAt(0) ?? 0
    if (character === joiner && runs.at(-1)?.font === 'emoji') add('emoji', character)
    else if (character === '\n' || inWords(codePoint)) add('words', character)
    else if (inEmoji(codePoint)) add('emoji', character)
    else {
      whole = false
      add('words', `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`)
    }
  }
  return { runs, whole }
}

const plain = (text: string): string =>
  printable(text)
    .runs.map(run => run.text)
    .join('')

const styles = {
  heading: { 1: { font: 'bold', size: 20 }, 2: { font: 'bold', size: 15 }, 3: { font: 'bold', size: 11 } },
  words: { font: 'words', size: 11 },
} as const

const note =
  'Some characters cannot be drawn in this file. They stand as a number in square brackets, such as [U+0645]. The plain text copy holds them as they were typed.'

/** A tagged A4 document in English: headings, paragraphs and lists that a screen reader can walk through. */
export async function pdf({ title, reference, blocks }: PdfProps): Promise<Buffer> {
  // Read when the first one is drawn: a start does not wait for what few ever ask for.
  const { default: PDFDocument } = await import('pdfkit')
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: 56, bottom: 64, left: 56, right: 56 },
    bufferPages: true,
    tagged: true,
    displayTitle: true,
    lang: 'en-GB',
    pdfVersion: '1.7',
    info: { Title: title, Subject: reference, Creator: 'Trusted Relationships' },
  })
  document.registerFont('words', words).registerFont('bold', bold).registerFont('emoji', emoji)
  const parts: Buffer[] = []
  const written = new Promise<Buffer>((resolve, reject) => {
    document.on('data', part => parts.push(part))
    document.on('end', () => resolve(Buffer.concat(parts)))
    document.on('error', reject)
  })
  const root = document.struct('Document')
  document.addStructure(root)
  for (const block of blocks) {
    root.add(elementOf(document, block))
    // Laying out a long document takes a second: others are answered in between.
    await setImmediate()
  }
  if (blocks.some(block => !printable(block.text).whole)) root.add(elementOf(document, { is: 'paragraph', text: note }))
  root.end()
  footers(document, reference)
  document.end()
  return written
}

function elementOf(document: PDFKit.PDFDocument, block: PdfBlock): PDFKit.PDFStructureElement {
  const write = (font: string, size: number, text: string, indent: number) => {
    document.x = 56 + indent
    // Line by line: a run that ends with a line would otherwise be continued on it.
    for (const line of text.split('\n')) {
      const { runs } = printable(line)
      if (runs.length === 0) document.font(font).fontSize(size).moveDown()
      runs.forEach((run, n) => {
        document
          .font(run.font === 'emoji' ? 'emoji' : font)
          .fontSize(size)
          .text(run.text, { width: 483 - indent, lineGap: 2, continued: n < runs.length - 1 })
      })
    }
    document.moveDown(0.4)
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
      .font('words')
      .fontSize(9)
      .text(`${plain(reference)}    Page ${page - start + 1} of ${count}`, 56, document.page.height - 40, {
        lineBreak: false,
      })
    document.endMarkedContent()
    document.page.margins.bottom = bottom
  }
}
