"""What is remembered when, for the calendars of telephones and desks: iCalendar (RFC 5545)."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from fengbei import chinese, files
from fengbei.catalogue import LUNAR, Remembered, remembered
from fengbei.feeds.news import name_of
from fengbei.record import Record, is_event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from icalendar import Event

    from fengbei.catalogue import Card, Catalogue, Register
    from fengbei.site import Site

FEW = 6  # people named under a day; the page of the day names all
YEARLY = {"freq": "yearly"}


def calendars(site: Site, seen: Catalogue, day: date) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Go through the calendars, of those remembered and of every kind whose records are events.

    Of each its address, a name for all it is made from, and how it is made.
    """
    said = [site.name, site.address, day.isoformat()]
    marks = [mark for number in seen.cards.numbers if (mark := seen.register.marks[number])]
    stamp = files.digest(repr([*said, *marks]).encode())
    yield "feeds/anniversaries.ics", stamp, partial(write, f"{site.name}：纪念日", anniversaries(site, seen, day))
    for kind in Record.kinds.values():
        if is_event(kind):
            cards = [card for card in seen.of(kind.kind_id) if is_exact(card)]
            events = (happening(site, card, day) for card in cards)
            stamp = files.digest(repr([*said, *(card.stamp for card in cards)]).encode())
            yield f"feeds/{kind.page}.ics", stamp, partial(write, f"{site.name}：{kind.label}", events)


def write(name: str, events: Iterable[Event]) -> bytes:
    """Return a calendar of events."""
    from icalendar import Calendar  # noqa: PLC0415 - slow to load; mostly the calendars stay as they are

    calendar = Calendar()
    calendar.add("prodid", "-//fengbei//zh-CN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def event_of(uid: str, stamp: date, start: date, title: str, words: str = "") -> Event:
    """Return an event of one day, which keeps nobody from other plans."""
    from icalendar import Event  # noqa: PLC0415 - as above

    event = Event()
    event.add("uid", f"{uid.removeprefix('urn:uuid:')}@fengbei")
    event.add("dtstamp", datetime.combine(stamp, time(), UTC))
    event.add("dtstart", start)
    event.add("summary", title)
    if words:
        event.add("description", words)
    event.add("transp", "TRANSPARENT")
    return event


def link(event: Event, site: Site, href: str) -> Event:
    """Return the event with the address of its page, where the site has an address."""
    if site.address:
        event.add("url", site.at(href))
    return event


def anniversaries(site: Site, seen: Catalogue, day: date) -> Iterator[Event]:
    """Go through the days of remembrance of this year and the next, and the days on which people fell."""
    for year in (day.year, day.year + 1):
        for memorial in chinese.memorial_days(year):
            uid = name_of(site, "memorial", memorial.name, str(year))
            yield event_of(uid, date(year, 1, 1), memorial.when, memorial.name, memorial.note)
    for (month, number), people in remembered(seen).items():
        yield of_day(site, month, number, company(seen.register, people, people.numbers, day))
    register = seen.register
    for lunar, each in sorted(by_moon(seen).items(), key=lambda each: (each[0].month, each[0].leap, each[0].day)):
        numbers = (register.number(one.card.key) for one in each)
        yield from of_moon(site, lunar, company(register, each, numbers, day), day)


class Company(NamedTuple):
    """Those who are remembered together: how many, the first of them, when one of them was last worked on."""

    total: int
    first: list[Remembered]
    newest: date


def company(register: Register, people: Sequence[Remembered], numbers: Iterable[int], day: date) -> Company:
    """Return people, in the order of what happened, as those who are remembered together: few are named."""
    newest = max((register.updated[number] for number in numbers), default=0)
    return Company(len(people), [*people[:FEW]], date.fromordinal(newest) if newest else day)


def by_moon(seen: Catalogue) -> dict[chinese.Lunar, list[Remembered]]:
    """Return who is remembered on a day of the lunar calendar, in the order of what happened."""
    moons = defaultdict[chinese.Lunar, list[Remembered]](list)
    for card in seen.flagged(LUNAR):
        for entry in card.days:
            if entry.lunar is not None:
                moons[entry.lunar].append(Remembered(card, entry))
    for people in moons.values():
        people.sort(key=lambda one: (one.anniversary.year, one.card.order))
    return moons


def told(people: Company) -> tuple[str, str]:
    """Return the title and the words of the event of people who share a day."""
    said = [f"{one.card.heading}（{one.anniversary.year}年{one.anniversary.what}）" for one in people.first]
    if people.total == 1:
        return said[0], ""
    more = [f"另有{people.total - FEW}人"] if people.total > FEW else []
    return f"{said[0]}等{people.total}人", "\n".join([*said, *more])


def of_day(site: Site, month: int, number: int, people: Company) -> Event:
    """Return the event of a day of the year, from the first of its years on."""
    name = f"{month:02}{number:02}"
    start = date(people.first[0].anniversary.year, month, number)
    event = event_of(name_of(site, "day", name), people.newest, start, *told(people))
    event.add("rrule", YEARLY)
    return link(event, site, f"calendar/{name}.html")


def of_moon(site: Site, lunar: chinese.Lunar, people: Company, day: date) -> Iterator[Event]:
    """Go through a day of the lunar calendar, this year and the next, of those whose record names it."""
    title, words = told(people)
    href = people.first[0].card.href if people.total == 1 else "calendar/index.html"
    for year in (day.year, day.year + 1):
        if (when := solar(year, lunar)) is not None:
            uid = name_of(site, "moon", lunar.show(), str(year))
            event = event_of(uid, people.newest, when, f"农历{lunar.show()}：{title}", words)
            yield link(event, site, href)


def solar(year: int, lunar: chinese.Lunar) -> date | None:
    """Return the day of a lunar year; custom keeps a leap month's day in the plain one, a thirtieth on the last day."""
    for leap, number in ((lunar.leap, lunar.day), (False, lunar.day), (False, lunar.day - 1)):
        try:
            return chinese.lunar_to_solar(year, lunar.month, number, leap)
        except chinese.DayError:
            continue
    return None


def is_exact(card: Card) -> bool:
    """Say whether it is known on which day an event begins: a month alone would fill a calendar with guesses."""
    return card.starts is not None and card.when.endswith("日")


def happening(site: Site, card: Card, day: date) -> Event:
    """Return the event of a record that is one; the end that iCalendar wants is the day after the last."""
    start = card.starts or day
    event = event_of(name_of(site, card.kind, card.id), card.edited or card.updated or day, start, card.heading,
                     card.summary)  # fmt: skip
    if card.until and card.until > start:
        event.add("dtend", card.until + timedelta(days=1))
    return link(event, site, card.href)
