import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'

/** The only two e-mails there are. Neither says who, what or about whom: whoever reads it over a shoulder learns nothing. */
export const letters = {
  today: { subject: 'Please sign in today', text: 'Please sign in today, in the way you usually do.' },
  digest: {
    subject: 'When you next sign in',
    text: 'There is something to look at when you next sign in, in the way you usually do.',
  },
} as const
export type LetterKind = keyof typeof letters

export interface Letter {
  /** Makes the Message-ID and, in the trial, the name of the file: the same letter again is the same message. */
  readonly id: string
  readonly kind: LetterKind
  readonly to: string
  /** The date in the message; the same each time it is tried. */
  readonly date: Date
}

export interface Mailer {
  /** Resolves once it was taken. Rejects when it was not, or when nobody can tell. */
  readonly send: (letter: Letter) => Promise<void>
  readonly close: () => void
}

/** The message as nodemailer takes it. Automatic replies to it are asked not to come. */
function message(letter: Letter, from: string) {
  const { subject, text } = letters[letter.kind]
  return {
    from,
    to: letter.to,
    subject,
    text: `${text}\n\nA computer sent this. Please do not answer it.\n`,
    date: letter.date,
    messageId: `<${letter.id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/**
 * Sends over SMTP.
 * @param url smtp:// or smtps://, with the account in it where there is one
 * @param encrypted true insists on TLS (STARTTLS on smtp://)
 */
export function smtpMailer(url: string, from: string, encrypted: boolean): Mailer {
  const transport = createTransport({
    url,
    requireTLS: encrypted,
    // Together well below the time a transaction may stand idle, in which the letter is kept from others.
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  })
  return {
    send: async letter => {
      await transport.sendMail(message(letter, from))
    },
    close: () => transport.close(),
  }
}

/** Puts each letter into a folder as an .eml file, whole or not at all. The same letter again overwrites its own file. */
export function fileMailer(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    send: async letter => {
      const { message: bytes } = await transport.sendMail(message(letter, from))
      if (!Buffer.isBuffer(bytes)) throw new Error('the message did not come as one piece')
      await mkdir(folder, { recursive: true })
      const name = join(folder, `${letter.id}.eml`)
      const file = await open(`${name}.part`, 'w', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(`${name}.part`, name)
    },
    close: () => transport.close(),
  }
}
