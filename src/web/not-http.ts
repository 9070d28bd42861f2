import type { Socket } from 'node:net'

type Fault = Error & { readonly code?: string }

const statuses: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

/**
 * Answers what is not a request that could be read, where there is no page to draw: with the guards all the same, and
 * without a word of what came.
 * @param secure whether people reach us by https
 */
export const answerNotHttp =
  (secure: boolean) =>
  (fault: Fault, socket: Socket): void => {
    if (fault.code === 'ECONNRESET' || socket.destroyed) return
    const status = statuses[fault.code ?? ''] ?? '400 Bad Request'
    const body =
      '<!DOCTYPE html><html lang="en"><title>Something went wrong</title><p>This could not be read. Please try again.</p></html>'
    const head = [
      `HTTP/1.1 ${status}`,
      'Content-Type: text/html; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      'Cache-Control: no-store',
      "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options: nosniff',
      'X-Frame-Options: DENY',
      'Cross-Origin-Opener-Policy: same-origin',
      'Cross-Origin-Resource-Policy: same-origin',
      'Referrer-Policy: same-origin',
      ...(secure ? ['Strict-Transport-Security: max-age=63072000; includeSubDomains'] : []),
    ]
    if (socket.writable) socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
    else socket.destroy()
  }
