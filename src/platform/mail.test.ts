import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileMailer, type Letter, letters, type Mailer, smtpMailer } from './mail.ts'

const letter: Letter = {
  id: '01980e5c-7a10-7f83-8a42-b7d09e14c602',
  kind: 'today',
  to: 'somebody@council.example',
  date: new Date('2026-11-22T07:00:00Z'),
}
const from = 'no-reply@mail.example'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the two letters', () => {
  test('are neutral: no name, no programme, no link', () => {
    for (const { subject, text } of Object.values(letters)) {
      expect(`${subject} ${text}`).toMatch(/^[A-Za-z ,.]+$/)
      expect(`${subject} ${text}`).not.toMatch(/trusted|relationship|child|young|case|risk|nominat|http/i)
    }
  })
})

describe('into a folder', () => {
  test('the same letter twice is one file with the same bytes', async () => {
    const mailer = fileMailer(join(folder, 'once'), from)
    await mailer.send(letter)
    const first = await readFile(join(folder, 'once', `${letter.id}.eml`))
    await mailer.send(letter)
    expect(await readdir(join(folder, 'once'))).toEqual([`${letter.id}.eml`])
    expect((await readFile(join(folder, 'once', `${letter.id}.eml`))).equals(first)).toBe(true)
    const read = await simpleParser(first)
    expect(read.subject).toBe('Please sign in today')
    expect(read.messageId).toBe(`<${letter.id}@mail.example>`)
    expect(read.to).toMatchObject({ text: 'somebody@council.example' })
    expect(read.date).toEqual(letter.date)
    expect(read.headers.get('auto-submitted')).toBe('auto-generated')
  })
})

describe('over SMTP', () => {
  const taken: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (address, _, done) =>
      address.address.startsWith('nobody@') ? done(new Error('no such person')) : done(),
    onData: (stream, _, done) => {
      let text = ''
      stream.on('data', chunk => {
        text += chunk
      })
      stream.on('end', () => {
        taken.push(text)
        done()
      })
    },
  })
  let port: number
  const mailers: Mailer[] = []
  const mailer = (encrypted: boolean) => {
    const made = smtpMailer(`smtp://127.0.0.1:${port}`, from, encrypted)
    mailers.push(made)
    return made
  }
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
    port = (server.server.address() as { port: number }).port
  })
  afterAll(async () => {
    for (const made of mailers) made.close()
    await new Promise<void>(resolve => server.close(() => resolve()))
  })

  test('hands the message over with its own Message-ID', async () => {
    await mailer(false).send(letter)
    expect(taken).toHaveLength(1)
    expect((await simpleParser(taken[0] ?? '')).messageId).toBe(`<${letter.id}@mail.example>`)
  })
  test('says when it was not taken', async () => {
    await expect(mailer(false).send({ ...letter, to: 'nobody@council.example' })).rejects.toThrow()
  })
  test('sends nothing in the clear where encryption is wanted', async () => {
    const before = taken.length
    await expect(mailer(true).send(letter)).rejects.toThrow()
    expect(taken).toHaveLength(before)
  })
})
