import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { PersonId, UnitId } from '../../kernel/brand.ts';
import type { Reference } from '../../features/case/web/acts/reference.ts';
import type { Live } from '../../features/case/web/desk/live.ts';
import { fetchedBefore, keepFetched } from '../../features/outbox/field/store.ts';
import type { Known } from '../../features/outbox/rules/ahead.ts';
import { type FieldDay, calendarOf } from '../../features/outbox/rules/day.ts';
import type { Person, Unit } from '../../features/people/rules/person.ts';
import type { Me } from '../../features/people/web/signin.tsx';
import { ask } from '../../ui/outbox/ask.ts';
import { listsOf } from './lists.ts';

/** What this phone took along for the day: fetched again whenever it can be, and kept for when it cannot. */
export type Taken = { readonly day: FieldDay | null; readonly known: Known | null; readonly isReady: boolean };

const AGAIN = 5 * 60_000;
type Frame = { utcOffsetMinutes: number };
type All = { day: FieldDay; reference: Reference; frame: Frame };

/** `round` counts what the server has taken from this phone: after each, the cases are others. */
export function useDay(me: Me, live: Live, round: number): Taken {
  const queries = useQueryClient();
  const [all, setAll] = useState<All | null>(null);
  const [isReady, setReady] = useState(false);
  const { id } = me;
  useEffect(() => {
    let isOver = false;
    void fetchedBefore<All>(`day ${id}`).then((kept) => {
      if (isOver) return;
      if (kept) {
        setAll((before) => before ?? kept);
        show(queries, kept, me);
      }
      setReady(true);
    });
    return () => {
      isOver = true;
    };
  }, [id, me, queries]);
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      const found = await fetchAll();
      if (isOver || !found) return;
      setAll(found);
      show(queries, found, me);
      void keepFetched(`day ${id}`, found);
    };
    void look();
    const timer = setInterval(() => void look(), AGAIN);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [id, me, queries, live.state, round]);
  return useMemo(() => ({ day: all?.day ?? null, known: all && knownOf(me, all), isReady }), [all, me, isReady]);
}

async function fetchAll(): Promise<All | undefined> {
  const get = <T>(path: string) => ask<T>('GET', path, { locale: 'zh' });
  const [day, reference, frame] = await Promise.all([
    get<FieldDay>('/api/field/day'),
    get<Reference>('/api/reference'),
    get<Frame>('/geo/world.json'),
  ]);
  return day.ok && reference.ok && frame.ok ? { day: day.value, reference: reference.value, frame: frame.value } : undefined;
}

/** The screens find it where they look first; what they fetched themselves since stays. */
function show(queries: QueryClient, { day, reference, frame }: All, me: Me) {
  const put = (key: readonly unknown[], value: unknown) => {
    const there = queries.getQueryState(key);
    if (!there?.data || there.dataUpdatedAt < day.at) queries.setQueryData(key, value, { updatedAt: day.at });
  };
  put(['reference'], reference);
  put(['offset'], frame.utcOffsetMinutes);
  for (const { view } of day.cases) put(['case', view.id], view);
  for (const { filter, holds } of Object.values(listsOf(me))) {
    const cases = day.cases.flatMap(({ view }) => (holds(view) ? [view] : []));
    put(['cases', `${filter}&sort=due`], { pages: [{ cases, next: null }], pageParams: [''] });
    const byStatus = Object.fromEntries(cases.map(({ status }) => [status, cases.filter((it) => it.status === status).length]));
    const lit = (light: string) => cases.filter((it) => it.light === light).length;
    put(['counts', filter], { byStatus, late: lit('red'), yellow: lit('yellow') });
  }
}

function knownOf(me: Me, { day, reference }: All): Known {
  const units = new Map(reference.units.map((unit) => [unit.id as UnitId, unit as unknown as Unit]));
  const people = reference.people.map(
    (person) => ({ ...person, sector: units.get(person.unit as UnitId)?.sector ?? 'enterprise' }) as unknown as Person,
  );
  return {
    person: { ...me, unit: me.unit.id } as unknown as Person,
    calendar: calendarOf(day.calendar),
    units,
    people: new Map(people.map((person) => [person.id as PersonId, person])),
  };
}
