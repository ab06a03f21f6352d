"""What is remembered when, for the calendars of telephones and desks: iCalendar (RFC 5545)."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from heapq import nsmallest
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from fengbei import chinese, files
from fengbei.feeds.news import name_of
from fengbei.record import Record, is_event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from fengbei.catalogue import Anniversary, Card, Catalogue
    from fengbei.site import Site

    Remembered = tuple[Anniversary, Card]

FEW = 6  # people named under a day; the page of the day names all
YEARLY = {"freq": "yearly"}


def calendars(site: Site, seen: Catalogue, day: date) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Go through the calendars, of those remembered and of every kind whose records are events.

    Of each its address, a name for all it is made from, and how it is made.
    """
    said = [site.name, site.address, day.isoformat()]
    days = [(card.href, card.heading, card.order, card.days, card.updated) for card in seen.cards.values() if card.days]
    stamp = files.digest(repr([*said, *days]).encode())
    yield "feeds/anniversaries.ics", stamp, partial(write, f"{site.name}：纪念日", anniversaries(site, seen, day))
    for kind in Record.kinds.values():
        if is_event(kind):
            cards = [card for card in seen.cards.values() if card.kind == kind.kind_id and is_exact(card)]
            events = (happening(site, card, day) for card in cards)
            stamp = files.digest(repr([*said, *(card.stamp for card in cards)]).encode())
            yield f"feeds/{kind.page}.ics", stamp, partial(write, f"{site.name}：{kind.label}", events)


def write(name: str, events: Iterable[Event]) -> bytes:
    """Return a calendar of events."""
    calendar = Calendar()
    calendar.add("prodid", "-//fengbei//zh-CN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def event_of(uid: str, stamp: date, start: date, title: str, words: str = "") -> Event:
    """Return an event of one day, which keeps nobody from other plans."""
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
    days: dict[tuple[int, int], list[Remembered]] = defaultdict(list)
    moons: dict[chinese.Lunar, list[Remembered]] = defaultdict(list)
    for card in seen.cards.values():
        for entry in card.days:
            days[entry.month, entry.day].append((entry, card))
            if entry.lunar is not None:
                moons[entry.lunar].append((entry, card))
    for _, people in sorted(days.items()):
        yield of_day(site, people, day)
    for lunar, people in sorted(moons.items(), key=lambda each: (each[0].month, each[0].leap, each[0].day)):
        yield from by_the_moon(site, lunar, people, day)


def earliest(people: list[Remembered]) -> list[Remembered]:
    """Return those of a day who are named, in the order of what happened: the others of thousands only count."""
    return nsmallest(FEW, people, key=lambda one: (one[0].year, one[1].order))


def told(people: list[Remembered]) -> tuple[str, str]:
    """Return the title and the words of the event of people who share a day."""
    said = [f"{card.heading}（{entry.year}年{entry.what}）" for entry, card in earliest(people)]
    if len(people) == 1:
        return said[0], ""
    more = [f"另有{len(people) - FEW}人"] if len(people) > FEW else []
    return f"{said[0]}等{len(people)}人", "\n".join([*said, *more])


def newest(people: list[Remembered], day: date) -> date:
    """Return the day on which the event of some people was last worked on."""
    return max((card.updated for _, card in people if card.updated), default=day)


def of_day(site: Site, people: list[Remembered], day: date) -> Event:
    """Return the event of a day of the year, from the first of its years on."""
    first = min((entry for entry, _ in people), key=lambda entry: entry.year)
    name = f"{first.month:02}{first.day:02}"
    start = date(first.year, first.month, first.day)
    event = event_of(name_of(site, "day", name), newest(people, day), start, *told(people))
    event.add("rrule", YEARLY)
    return link(event, site, f"calendar/{name}.html")


def by_the_moon(site: Site, lunar: chinese.Lunar, people: list[Remembered], day: date) -> Iterator[Event]:
    """Go through a day of the lunar calendar, this year and the next, of those whose record names it."""
    title, words = told(people)
    href = people[0][1].href if len(people) == 1 else "calendar/index.html"
    for year in (day.year, day.year + 1):
        if (when := solar(year, lunar)) is not None:
            uid = name_of(site, "moon", lunar.show(), str(year))
            event = event_of(uid, newest(people, day), when, f"农历{lunar.show()}：{title}", words)
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
