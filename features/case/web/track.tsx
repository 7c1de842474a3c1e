/** How far a thing has come: what is behind it, where it stands, what is still to come. Read as a list, seen as a line. */
export function Track({ steps, at, label }: { steps: readonly string[]; at: number; label: string }) {
  return (
    <ol className="track" aria-label={label}>
      {steps.map((step, i) => (
        <li key={step} className={i < at ? 'done' : i === at ? 'now' : ''} aria-current={i === at ? 'step' : undefined}>
          <span className="dot" aria-hidden="true">
            {i < at && (
              <svg width="10" height="10" viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round">
                <path d="M2 6.5 4.8 9.2 10 3.4" />
              </svg>
            )}
          </span>
          {step}
        </li>
      ))}
    </ol>
  );
}
