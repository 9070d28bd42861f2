import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { largestFile, readUploads, takesUploads } from './uploads.ts'

/** What is read of a form with a word before its file and one behind it. */
async function read(file: Buffer, keepsFiles: boolean) {
  const app = Fastify()
  await takesUploads(app)
  app.post('/', async request => {
    await readUploads(request, keepsFiles)
    const files = Object.values(request.sentFiles ?? {}).map(one => ({ bytes: one.bytes.length, large: one.tooLarge }))
    return { body: request.body, files }
  })
  const form = new FormData()
  form.append('before', 'Canarybefore')
  form.append('file', new File([new Uint8Array(file)], 'scan.pdf', { type: 'application/pdf' }))
  form.append('behind', 'Canarybehind')
  const sent = new Response(form)
  const { statusCode, body } = await app.inject({
    method: 'POST',
    url: '/',
    headers: { 'content-type': sent.headers.get('content-type') ?? '' },
    payload: Buffer.from(await sent.arrayBuffer()),
  })
  await app.close()
  return { status: statusCode, ...JSON.parse(body) }
}
const words = { before: 'Canarybefore', behind: 'Canarybehind' }

test('a file stands beside the words of its form', async () => {
  const sent = Buffer.from('%PDF-1.7')
  expect(await read(sent, true)).toEqual({ status: 200, body: words, files: [{ bytes: 8, large: false }] })
})

test.each([
  ['a small one', 8],
  ['one that is larger than any may be', largestFile + 100_000],
])('of somebody who is not signed in, %s is let go, and every word is kept', async (_, size) => {
  expect(await read(Buffer.alloc(size, 'a'), false)).toEqual({ status: 200, body: words, files: [] })
})
