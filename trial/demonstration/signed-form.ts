/**
 * A signed form on one sheet, as a PDF that every reader opens.
 * @returns it as the database writes bytes: `\x` and hexadecimal digits
 */
export function signedForm(lines: readonly string[]): string {
  const drawn = lines.map((line, n) => `BT /F1 12 Tf 60 ${770 - 24 * n} Td (${line}) Tj ET`).join('\n')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>>>>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    `<</Length ${drawn.length}>>stream\n${drawn}\nendstream`,
  ]
  let file = '%PDF-1.4\n'
  const at = objects.map((object, n) => {
    const from = file.length
    file += `${n + 1} 0 obj${object}endobj\n`
    return from
  })
  const table = at.map(from => `${String(from).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`
  return `\\x${Buffer.from(file, 'latin1').toString('hex')}`
}
