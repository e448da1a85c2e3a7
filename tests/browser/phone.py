"""What is wrong with a page as a phone shows it, for the walk over all pages."""

from playwright.sync_api import Page

SCREENS = 2 * 900  # pixels within which the first picture begins
# The map for paper is as wide as the one on screen was thought to be.
WRONG = """most => {
    const top = part => part.getBoundingClientRect().top + document.querySelector('.stMain').scrollTop
    const wrong = []
    for (const row of document.querySelectorAll('[class*=st-key-figures-]')) {
        const cards = [...row.querySelectorAll('[data-testid=stColumn]')]
        const inRow = new Map()
        for (const card of cards) inRow.set(Math.round(top(card)), (inRow.get(Math.round(top(card))) ?? 0) + 1)
        const counts = [...inRow.values()]
        if (counts.slice(0, -1).some(count => count !== 2) || counts.at(-1) > 2) wrong.push(`figures stand by ${counts}`)
    }
    const pictures = [...document.querySelectorAll('.stMain :is(.zp-picture, [data-testid=stDeckGlJsonChart], [data-testid=stDataFrame])')]
    if (pictures.length && Math.min(...pictures.map(top)) > most) wrong.push('the first picture comes late')
    for (const tools of document.querySelectorAll('[data-testid=stDataFrame] [data-testid=stElementToolbar]')) {
        const box = tools.getBoundingClientRect()
        const table = tools.closest('[data-testid=stDataFrame]').getBoundingClientRect()
        if (box.top < table.top - 1 || box.bottom > table.bottom + 1) wrong.push('table tools lie over what is around the table')
    }
    for (const paper of document.querySelectorAll('.zp-paper'))
        if (paper.naturalWidth > innerWidth) wrong.push('a map is fitted to a wider screen')
    return wrong
}"""


def wrong_on_a_phone(page: Page) -> list[str]:
    """Key figures that do not stand two by two, a first picture that comes late, table tools over words, a map too near."""
    found: list[str] = page.evaluate(WRONG, SCREENS)
    return found
