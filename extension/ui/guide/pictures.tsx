import type { ComponentChildren } from 'preact';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';

interface PictureProps {
  /** What the picture shows, for those who do not see it. */
  readonly alt: MessageKey;
  readonly height?: number;
  readonly children: ComponentChildren;
}

/** A drawing in the colours of the page. Its size is fixed, so that nothing moves while it is drawn. */
function Picture({ alt, height = 150, children }: PictureProps) {
  const { text } = useWorld();
  return (
    <svg class="picture" viewBox={`0 0 280 ${height}`} role="img" aria-label={text.say(alt)}>
      {children}
    </svg>
  );
}

interface IdChipProps {
  readonly x: number;
  readonly y: number;
  readonly hue: number;
  readonly id: string;
}

/** A session's chip as the inspector draws it: number and shortened id. */
function IdChip({ x, y, hue, id }: IdChipProps) {
  return (
    <g data-hue={hue} transform={`translate(${x} ${y})`}>
      <rect class="tint" width="92" height="20" rx="5" />
      <rect class="fill" width="20" height="20" rx="5" />
      <text class="number" x="10" y="14">
        {hue + 1}
      </text>
      <text class="id" x="27" y="14">
        {id}
      </text>
    </g>
  );
}

const first = 'k3Fz…9Qw';
const second = 'aB3d…7mK';

/** A server, a response with an id, and the browser that keeps it. */
export function BornPicture() {
  return (
    <Picture alt="welcomeBornAlt">
      <g class="frame">
        <rect x="8" y="34" width="62" height="82" rx="6" />
        <path d="M8 60h62M8 88h62M18 47h10M18 74h10M18 102h10" />
        <rect x="196" y="34" width="76" height="82" rx="6" />
        <path d="M196 50h76M203 42v.01M210 42v.01" />
      </g>
      <g data-hue="0">
        <path class="way" d="M78 75h106" />
        <path class="tip" d="M176 69l9 6-9 6" />
        <rect class="tint" x="206" y="64" width="56" height="36" rx="6" />
        <circle class="fill" cx="222" cy="82" r="7" />
        <path class="tick" d="M236 82l5 5 9-10" />
      </g>
      <IdChip x={85} y={46} hue={0} id={first} />
    </Picture>
  );
}

/** Three requests with the same id, counted 1, 2 and 3. */
export function CountedPicture() {
  return (
    <Picture alt="welcomeCountedAlt">
      <g class="frame">
        <rect x="14" y="20" width="252" height="110" rx="8" />
        <path d="M14 56.5h252M14 93h252" />
      </g>
      {[1, 2, 3].map((count) => {
        const y = count * 36.5 - 8;
        return (
          <g key={count}>
            <text class="plain-text" x="28" y={y + 14}>
              GET /
            </text>
            <IdChip x={84} y={y} hue={0} id={first} />
            <g data-hue="0">
              {Array.from({ length: count }, (_, at) => (
                <circle key={at} class="fill" cx={200 + at * 13} cy={y + 10} r="4.5" />
              ))}
            </g>
            <text class="plain-text strong" x="246" y={y + 14}>
              {count}
            </text>
          </g>
        );
      })}
    </Picture>
  );
}

/** A session that ends, another that begins, and the sentence that says why. */
export function EndedPicture() {
  return (
    <Picture alt="welcomeEndedAlt">
      <g data-hue="0">
        <path class="way" d="M16 50h98" />
        {[22, 48, 74, 100].map((x) => (
          <circle key={x} class="fill" cx={x} cy="50" r="5" />
        ))}
        <path class="cap" d="M118 40v20" />
      </g>
      <g class="frame">
        <path class="dashes" d="M124 50h30" />
      </g>
      <g data-hue="1">
        <path class="way" d="M162 50h102" />
        {[168, 196, 224].map((x) => (
          <circle key={x} class="fill" cx={x} cy="50" r="5" />
        ))}
      </g>
      <IdChip x={16} y={14} hue={0} id={first} />
      <IdChip x={162} y={14} hue={1} id={second} />
      <g class="frame">
        <path
          class="bubble"
          d="M20 84h101l6-10 6 10h127a7 7 0 0 1 7 7v36a7 7 0 0 1-7 7H20a7 7 0 0 1-7-7V91a7 7 0 0 1 7-7z"
        />
      </g>
      <g class="warn-mark">
        <path d="M34 98l12 22H22zM34 106v6M34 116v.01" />
      </g>
      <path class="lines" d="M60 103h182M60 116h118" />
    </Picture>
  );
}

/** A browser's bar with the puzzle piece and Sidtrail's button. */
export function PinPicture() {
  return (
    <Picture alt="welcomePinAlt" height={56}>
      <g class="frame">
        <rect x="8" y="12" width="264" height="32" rx="8" />
        <rect x="20" y="19" width="164" height="18" rx="9" />
        <path d="M243 22h4a3 3 0 1 1 5 0h4v5a3 3 0 1 1 0 5v5h-13v-5a3 3 0 1 0 0-5z" />
      </g>
      <rect class="spot" x="196" y="15" width="28" height="26" rx="6" />
      <g class="logo" transform="translate(200 18)">
        <path class="trail-a" d="M3 15.5C3 10 9 13 9 8" />
        <circle class="trail-a" cx="3" cy="16" r="2" />
        <path class="trail-b" d="M12 11.5c0-4.5 5-2 5-7" />
        <circle class="trail-b" cx="17" cy="4" r="2" />
      </g>
    </Picture>
  );
}
