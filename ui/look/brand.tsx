/** The sign and the name of the product or of the page; the sign alone is for eyes, the word for everybody. */
export function Brand({ name, under }: { name: string; under?: string | undefined }) {
  return (
    <span className="brand">
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="var(--accent)" />
        <path
          d="M7.5 15.5 16 8.8l8.5 6.7v8.7a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1z"
          fill="none"
          stroke="var(--on-accent)"
          strokeWidth="2.2"
          strokeLinejoin="round"
        />
        <path
          d="m12.2 18.6 2.8 2.8 5-5.4"
          fill="none"
          stroke="var(--on-accent)"
          strokeWidth="2.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span>
        <strong>{name}</strong>
        {under && <small>{under}</small>}
      </span>
    </span>
  );
}
