import { type ButtonHTMLAttributes, type ReactNode, useEffect, useId, useRef, useState } from 'react';

type Look = 'primary' | 'quiet' | 'danger' | 'plain';

export function Button({
  look = 'plain',
  wide = false,
  className = '',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look; wide?: boolean }) {
  return <button type="button" {...rest} className={`button ${look} ${wide ? 'wide' : ''} ${className}`} />;
}

/** A modal sheet; the native dialog brings focus trap and Escape with it. However it closes, the focus returns to where it was. */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      // Escape gives the focus back by itself; taken off the page by a button, the dialog drops it on the ground.
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={heading}
      onClose={onClose}
      onCancel={(event) => {
        // A second dialog inside this one must not close it.
        if (event.target !== dialog.current) return event.preventDefault();
        // The browser says `close` a while after it has closed: keys pressed in between would meet a page that thinks the sheet is open.
        onClose();
      }}
    >
      <div className="stack">
        <h2 id={heading}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}

/** A button that opens a short list of buttons; a click elsewhere, Escape or a choice closes it. */
export function Menu({ label, children }: { label: ReactNode; children: ReactNode }) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const open = details.current;
      if (!open?.open) return;
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !open.contains(event.target as Node)) open.open = false;
    };
    addEventListener('pointerdown', close);
    addEventListener('keydown', close);
    return () => {
      removeEventListener('pointerdown', close);
      removeEventListener('keydown', close);
    };
  }, []);
  return (
    <details
      ref={details}
      className="menu"
      onClick={(event) => event.target instanceof HTMLButtonElement && (event.currentTarget.open = false)}
    >
      <summary className="button quiet">{label}</summary>
      <div className="menulist">{children}</div>
    </details>
  );
}

export type Shown = { readonly id: string; readonly src: string; readonly thumb: string; readonly caption: string };

/** Pictures in a row; one tap opens it large. */
export function PhotoRow({ photos, closeWord }: { photos: readonly Shown[]; closeWord: string }) {
  const [open, setOpen] = useState<Shown | null>(null);
  const viewer = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) viewer.current?.showModal();
  }, [open]);
  return (
    <>
      <div className="photos">
        {photos.map((photo) => (
          <figure key={`${photo.id} ${photo.caption}`}>
            <button type="button" onClick={() => setOpen(photo)} aria-label={photo.caption}>
              <img src={photo.thumb} alt={photo.caption} loading="lazy" width={104} height={104} />
            </button>
            <figcaption>{photo.caption}</figcaption>
          </figure>
        ))}
      </div>
      {open && (
        <dialog ref={viewer} className="viewer" aria-label={open.caption} onClose={() => setOpen(null)}>
          <img src={open.src} alt={open.caption} />
          <p style={{ textAlign: 'center', marginTop: 8 }}>
            <Button onClick={() => viewer.current?.close()}>{closeWord}</Button>
          </p>
        </dialog>
      )}
    </>
  );
}

/** One to five, as radio buttons: arrow keys move, space chooses. */
export function Stars({
  value,
  onChoose,
  label,
  each,
}: {
  value: number;
  onChoose: (stars: 1 | 2 | 3 | 4 | 5) => void;
  label: string;
  each: (stars: number) => string;
}) {
  return (
    <div className="stars" role="radiogroup" aria-label={label}>
      {([1, 2, 3, 4, 5] as const).map((stars) => (
        <button
          key={stars}
          type="button"
          role="radio"
          aria-checked={value === stars}
          className={stars <= value ? 'lit' : ''}
          aria-label={each(stars)}
          onClick={() => onChoose(stars)}
        >
          <svg
            width="28"
            height="28"
            viewBox="0 0 24 24"
            fill={stars <= value ? 'currentColor' : 'none'}
            stroke="currentColor"
            strokeWidth="1.6"
            aria-hidden="true"
          >
            <path d="M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.8-5.2 2.8 1-5.8-4.2-4.1 5.8-.8z" />
          </svg>
        </button>
      ))}
    </div>
  );
}
