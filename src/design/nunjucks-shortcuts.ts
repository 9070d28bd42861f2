// What makes the official templates fast enough (bench): the same output, proven on every fixture, in a third of the time.
// A form of 84 radio groups, each of 5 options with a hint: 19 ms of CPU with Nunjucks as it comes, 7.5 ms with these.
// Nunjucks' published types leave out what compiled templates use, so the little that is needed is described here.
import nunjucks from 'nunjucks'

export type Drawn = InstanceType<typeof nunjucks.runtime.SafeString>
export type Macro = (options: object, ...more: readonly unknown[]) => Drawn
type Exported = Readonly<Record<string, Macro>>
type Answer<T> = (error: Error | null, found: T | null) => void

interface Template {
  readonly path: string
  /** Draws at once, where it is given a frame to draw in. */
  render(context: object, frame: object, done: Answer<string>): void
  getExported(done: Answer<Exported>): void
}
type GetTemplate = (name: string, eager: boolean, parent: string) => Template
interface Scope {
  variables: Record<string, unknown>
  resolve(name: string, forWrite: boolean): Scope | undefined
  set(name: string, value: unknown, up?: boolean): void
}

const { SafeString } = nunjucks.runtime
const { Frame } = nunjucks.runtime as unknown as { Frame: { new (): Scope; prototype: Scope } }

/**
 * Takes the long ways out of an environment that loads from disk.
 * @returns finds what a file of macros offers
 */
export function takeShortcuts(environment: nunjucks.Environment): (file: string) => Exported {
  fasterFilters(environment)
  fasterVariables()

  // Every template imports its macros anew each time it is drawn: the path is resolved, the file found, its body run.
  // None of that can change while the server runs, so it is done once.
  const find = environment.getTemplate.bind(environment) as unknown as GetTemplate
  const found = new Map<string, Map<string, Template>>()
  const exports = new Map<string, Exported>()

  function template(name: string, parent: string): Template {
    const near = found.get(parent) ?? new Map<string, Template>()
    found.set(parent, near)
    const known = near.get(name)
    if (known) return known
    const fresh = find(name, true, parent)
    if (/\/macro\.njk$|\/macros\/[^/]+$/.test(fresh.path)) importOnce(fresh)
    near.set(name, fresh)
    return fresh
  }

  /** Keeps what a file of macros exports. Imported macros get no context, so it is the same for everybody. */
  function importOnce(file: Template): void {
    if (Object.hasOwn(file, 'getExported')) return
    let names: Exported = {}
    file.getExported((error, exported) => {
      if (error) throw error
      names = exported ?? {}
    })
    if (file.path.endsWith('/macro.njk')) {
      names = Object.fromEntries(Object.entries(names).map(([name, macro]) => [name, straight(file, macro)]))
    }
    exports.set(file.path, names)
    file.getExported = done => done(null, names)
  }

  /**
   * The macro of a component only includes the template beside it, through a queue of callbacks and a search for the
   * file. This draws that template at once.
   */
  function straight(file: Template, macro: Macro): Macro {
    const body = template('./template.njk', file.path)
    return function (this: unknown, options, ...more) {
      if (more.length > 0) return macro.call(this, options, ...more)
      let drawn = ''
      body.render({ params: options }, new Frame(), (error, text) => {
        if (error) throw error
        drawn = text ?? ''
      })
      return new SafeString(drawn)
    }
  }

  // The compiled templates always give a callback, and from disk it is called before the call returns.
  Object.assign(environment, {
    getTemplate: (name: string, _eager: boolean, parent: string, _missing: boolean, done: Answer<Template>) =>
      done(null, template(name, parent)),
  })
  return file => exports.get(template(file, '').path) ?? {}
}

function fasterFilters(environment: nunjucks.Environment): void {
  // Nunjucks trims with /^\s*|\s*$/g, which is quadratic in runs of white space, and the templates trim every part
  // again at every level. String.trim takes away the same characters; what was markup must stay markup.
  environment.addFilter('trim', (value: unknown) => like(value, String(value).trim()))

  // The same as Nunjucks' own, without taking every text apart into lines.
  environment.addFilter('indent', (value: unknown, width = 4, first = false) => {
    const text = value === false ? '' : String(value ?? '')
    const space = ' '.repeat(width)
    return like(value, text && (first ? space : '') + text.replaceAll('\n', `\n${space}`))
  })
}

/** The text as markup where the value was markup. */
const like = (value: unknown, text: string): string | Drawn =>
  value instanceof SafeString ? new SafeString(text) : text

/** Setting a variable takes its name apart at dots: a tenth of all time, and only `loop.index` and its like have any. */
function fasterVariables(): void {
  const setInside = Frame.prototype.set
  Frame.prototype.set = function (name, value, up) {
    if (name.includes('.')) return setInside.call(this, name, value, up)
    const owner = (up && this.resolve(name, true)) || this
    owner.variables[name] = value
  }
}
