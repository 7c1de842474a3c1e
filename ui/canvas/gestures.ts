import type { KeyboardEvent } from 'react';
import { type Spot, shifted, type View, zoomed } from './ground.ts';

/** A press that moved less than this, for less long than that, is a tap. */
const TAP_PIXELS = 6;
const TAP_MILLISECONDS = 400;

type Hands = {
  readonly view: () => View;
  /** Called for every change while it goes on. */
  readonly look: (view: View) => void;
  /** Called once when the hand lets go of a changed view. */
  readonly settle: () => void;
};

/** Pixels from the middle of the canvas. */
function spotIn(canvas: HTMLCanvasElement, event: { clientX: number; clientY: number }): Spot {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return [event.clientX - left - width / 2, event.clientY - top - height / 2];
}

const between = (a: Spot, b: Spot): Spot => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
const apart = (a: Spot, b: Spot) => Math.max(1, Math.hypot(a[0] - b[0], a[1] - b[1]));

/**
 * One finger drags, two pinch, a wheel zooms where it points, a tap brings its spot to the middle. Answers how to let go.
 * Listened to by hand because React's wheel listeners cannot keep the page from scrolling.
 */
export function takeHands(canvas: HTMLCanvasElement, { view, look, settle }: Hands): () => void {
  const fingers = new Map<number, Spot>();
  let pressed = { at: 0, spot: [0, 0] as Spot, isTap: false };
  const down = (event: PointerEvent) => {
    canvas.setPointerCapture(event.pointerId);
    const spot = spotIn(canvas, event);
    fingers.set(event.pointerId, spot);
    pressed = { at: event.timeStamp, spot, isTap: fingers.size === 1 };
  };
  const move = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const spot = spotIn(canvas, event);
    if (apart(spot, pressed.spot) > TAP_PIXELS) pressed.isTap = false;
    if (pressed.isTap) return;
    const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    fingers.set(event.pointerId, spot);
    if (!other) return look(shifted(view(), [before[0] - spot[0], before[1] - spot[1]]));
    const was = between(before, other);
    const is = between(spot, other);
    look(zoomed(shifted(view(), [was[0] - is[0], was[1] - is[1]]), apart(spot, other) / apart(before, other), is));
  };
  const up = (event: PointerEvent) => {
    if (!fingers.delete(event.pointerId) || fingers.size > 0) return;
    if (pressed.isTap && event.type === 'pointerup' && event.timeStamp - pressed.at < TAP_MILLISECONDS) look(shifted(view(), pressed.spot));
    settle();
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    look(zoomed(view(), event.deltaY > 0 ? 1 / 1.15 : 1.15, spotIn(canvas, event)));
    settle();
  };
  const listeners = [
    ['pointerdown', down],
    ['pointermove', move],
    ['pointerup', up],
    ['pointercancel', up],
  ] as const;
  for (const [name, listener] of listeners) canvas.addEventListener(name, listener);
  canvas.addEventListener('wheel', wheel, { passive: false });
  return () => {
    for (const [name, listener] of listeners) canvas.removeEventListener(name, listener);
    canvas.removeEventListener('wheel', wheel);
  };
}

const STEP = 24;
const byKey: Record<string, (view: View) => View> = {
  ArrowLeft: (view) => shifted(view, [-STEP, 0]),
  ArrowRight: (view) => shifted(view, [STEP, 0]),
  ArrowUp: (view) => shifted(view, [0, -STEP]),
  ArrowDown: (view) => shifted(view, [0, STEP]),
  '+': (view) => zoomed(view, 1.5, [0, 0]),
  '=': (view) => zoomed(view, 1.5, [0, 0]),
  '-': (view) => zoomed(view, 1 / 1.5, [0, 0]),
};

/** What a key does to the view; undefined for a key that is not ours. */
export function keyed(event: KeyboardEvent, view: View): View | undefined {
  return event.ctrlKey || event.metaKey || event.altKey ? undefined : byKey[event.key]?.(view);
}
