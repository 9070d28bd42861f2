import { afterAll, afterEach } from 'vitest'
import { tidyUp } from './when-over.ts'

// Vitest runs this before each file. A helper is loaded once for a worker: a hook of its own would hold for the first file
// alone.
afterEach(() => tidyUp('test'))
afterAll(() => tidyUp('file'))
