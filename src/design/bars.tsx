import type { VNode } from 'preact'

const width = 600
const height = 28
const labels = 170

/** A bar for each row of what is counted. The same figures stand in a table beside it: a picture never stands alone. */
export const Bars = ({
  label,
  rows,
}: {
  /** What is counted, for who does not see the picture. */
  readonly label: string
  readonly rows: readonly { readonly name: string; readonly many: number }[]
}): VNode => {
  const most = Math.max(1, ...rows.map(row => row.many))
  return (
    <svg
      class="app-bars"
      role="img"
      aria-label={`${label}. The table after this says the same.`}
      viewBox={`0 0 ${width} ${rows.length * height}`}
    >
      {rows.map(({ name, many }, at) => {
        const long = (many / most) * (width - labels - 60)
        return (
          <g key={name} transform={`translate(0 ${at * height})`}>
            <text x="0" y="19">
              {name}
            </text>
            <rect x={labels} y="4" width={long} height={height - 8} />
            <text x={labels + long + 8} y="19">
              {many}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
