import { path } from '../../web/path.ts'

export const urls = { search: path('/:area/governance/audit') }
