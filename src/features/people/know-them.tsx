import { Unseen } from '../../design/index.ts'
import { urls } from './urls.ts'

/** Beside somebody on a list: whoever knows them says so before opening anything. */
export const KnowThem = ({ area, youngPerson, called }: { area: string; youngPerson: string; called: string }) => (
  <a class="govuk-link" href={urls.iKnowThem({ area, youngPerson })}>
    I know this family<Unseen>: {called}</Unseen>
  </a>
)
