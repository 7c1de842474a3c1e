import sharp from 'sharp';
import { type Chance, pick } from '../../kernel/chance.ts';

const skies = ['#c9dbe6', '#dfe6ea', '#e9dfcf', '#b9c8d2'];
const grounds = ['#8d8a84', '#7b7770', '#a39d92', '#6f746c'];
const heaps = ['#5a4632', '#3f5a3c', '#7a3b2e', '#b8a23c', '#2f4258'];

/** A drawn stand-in for a photograph: a wall, a pavement, and a heap that is there before and gone after. */
export async function drawPhoto(chance: Chance, state: 'before' | 'after'): Promise<Buffer> {
  const heap = Array.from({ length: 14 }, () => {
    const x = 240 + chance() * 420;
    const y = 470 + chance() * 120;
    return `<ellipse cx="${x}" cy="${y}" rx="${30 + chance() * 50}" ry="${18 + chance() * 30}" fill="${pick(heaps, chance)}" transform="rotate(${chance() * 40 - 20} ${x} ${y})"/>`;
  });
  const tiles = Array.from(
    { length: 9 },
    (_, i) => `<path d="M${i * 110 - 60} 720 L${i * 70 + 150} 430" stroke="#00000022" stroke-width="3"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720">
    <rect width="960" height="430" fill="${pick(skies, chance)}"/><rect y="120" width="960" height="310" fill="#d9cfbf"/>
    <rect x="90" y="180" width="150" height="250" fill="#8fa3ad"/><rect x="640" y="200" width="210" height="120" fill="#aebcc3"/>
    <rect y="430" width="960" height="290" fill="${pick(grounds, chance)}"/>${tiles.join('')}
    <rect x="700" y="380" width="90" height="150" rx="10" fill="#2f6b52"/>${state === 'before' ? heap.join('') : ''}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
}
