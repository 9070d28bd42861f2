import { describe, expect, test } from 'vitest'
import { urls } from '../../src/features/matching/index.ts'
import { urls as people } from '../../src/features/people/index.ts'
import { testApp } from '../../test/app.ts'
import { matching } from '../../test/matches.ts'
import { aHouse } from '../house.ts'

const house = await aHouse()
const { world } = house
const { ready, matched, make, mayBeRung } = await matching(await testApp(house.database), world)

describe('when it is safe to ring, from whoever asked to the adult’s telephone', () => {
  test.each([[true], [false]])('and what a page that stood open gives; JavaScript: %s', async javaScript => {
    const of = await ready()
    await make(of)
    const match = (await matched(of)) ?? ''
    await mayBeRung(of)
    const telephone = await house.as(of.worker.person, { javaScript, width: 320 })
    await telephone.open(urls.mine({ area: 'york' }))

    // Meanwhile the young person says that it is safe at some times only: none of them today or tomorrow.
    const holder = await house.as(of.panel.holder, { javaScript, width: 320 })
    await holder.open(people.safeContact(of.key))
    await holder.page.getByLabel('Only at some times').check()
    const { n } = await world.one<{ n: number }>(`select extract(isodow from app.today() + 2)::int as n`)
    const day = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][n - 1] ?? ''
    await holder.page.getByRole('group', { name: day }).getByLabel('Evening').check()
    await holder.page.locator('#safeWhen').fill('Not when Dad is home')
    await holder.goesOn(holder.page.getByRole('button', { name: 'Save' }))
    await holder.page.waitForURL(`**${people.youngPerson(of.key)}`)
    expect(await holder.page.content()).toContain(`${day}: 5pm to 9pm`)
    expect(await holder.page.content()).toContain('Do not ring now. The next safe time is')
    // It is there for whoever must ring all the same.
    expect(await holder.page.getByText('Ring only 07700 900123').isVisible()).toBe(false)
    await holder.page.getByText('Show the number, because I must ring now').first().click()
    expect(await holder.page.getByText('Ring only 07700 900123').isVisible()).toBe(true)
    await holder.looksRight()
    await holder.leave()

    await telephone.goesOn(telephone.page.getByRole('link', { name: 'It is all right to ring now' }))
    expect(await telephone.page.content()).not.toContain('900123')
    expect(await telephone.page.content()).toContain(`The next safe time is ${day}`)
    expect(await telephone.page.content()).toContain(`ask ${of.manager.name}`)
    await telephone.open(urls.mine({ area: 'york' }))
    expect(await telephone.page.getByRole('link', { name: 'It is all right to ring now' }).count()).toBe(0)
    await mayBeRung(of)
    await telephone.open(urls.ring({ area: 'york', mine: match }))
    expect(await telephone.page.getByRole('link', { name: '07700 900123' }).getAttribute('href')).toBe(
      'tel:07700900123',
    )
    await telephone.leave()
  })
})
