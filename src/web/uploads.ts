import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { SentFile } from './sent-file.ts'

// A form with a file in it (multipart/form-data). Only routes that take files read one; everywhere else it is no form at all.

/** Bytes of a file at most. */
export const largestFile = 10 * 1024 * 1024
/** Bytes of an answer in words at most: more than any question takes. */
const largestAnswer = 64 * 1024

declare module 'fastify' {
  interface FastifyRequest {
    /** Files of the form, by the name of their question. Never among what was typed: drafts and pages carry words alone. */
    sentFiles: Readonly<Record<string, SentFile>> | null
  }
}

export async function takesUploads(app: FastifyInstance): Promise<void> {
  app.decorateRequest('sentFiles', null)
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: largestFile, fieldSize: largestAnswer, fields: 40, files: 1, parts: 41, fieldNameSize: 100 },
  })
}

/**
 * Reads the form: words become its body, files stand beside it. What is too large, or sent by somebody who is not signed in
 * now, is read to its end and let go, so that the page can come again with what was typed.
 * @param keepsFiles whether somebody is signed in: nobody else makes us hold ten megabytes
 * @throws a 400 where it breaks off or cannot be read, a 413 where it has more parts or longer answers than any form
 */
export async function readUploads(request: FastifyRequest, keepsFiles: boolean): Promise<void> {
  const words: Record<string, string | string[]> = Object.create(null)
  const files: Record<string, SentFile> = Object.create(null)
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file' && !keepsFiles) part.file.resume()
      else if (part.type === 'file') {
        const bytes = await part.toBuffer()
        const tooLarge = part.file.truncated
        // A browser sends an empty part where nothing was chosen.
        if (bytes.length > 0 || part.filename)
          files[part.fieldname] = new SentFile(tooLarge ? Buffer.alloc(0) : bytes, tooLarge)
      } else if (part.valueTruncated || part.fieldnameTruncated) throw tooMuch()
      else if (typeof part.value === 'string') add(words, part.fieldname, part.value)
    }
  } catch (error) {
    if ((error as { statusCode?: unknown }).statusCode === 413) throw tooMuch()
    throw Object.assign(new Error('a form that cannot be read'), { statusCode: 400 })
  }
  request.body = words
  request.sentFiles = files
}

/** As the parser of forms without files does: an answer given twice is a list. */
function add(to: Record<string, string | string[]>, name: string, value: string): void {
  const before = to[name]
  to[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
}

const tooMuch = () => Object.assign(new Error('more than any form has'), { statusCode: 413 })
