import { describe, expect, test } from 'vitest';
import {
  administrator,
  as,
  codeOf,
  foreignAdministrator,
  panelWorld,
} from '../../../../../test/panel-domain.ts';
import { pixel } from '../../../../../test/panels-world.ts';
import { type BrandingChange, brandingOf, panelUrlOf, setBranding, setBrandingImage } from './branding.ts';

const world = panelWorld();
const actor = as(world, administrator);
const base64 = (bytes: readonly number[]) => Buffer.from(bytes).toString('base64');

describe('branding', () => {
  test('has defaults; what is left out of a change stays; an empty domain goes', () => {
    expect(brandingOf(world, 320_001)).toMatchObject({
      suffix: 'cp',
      skin: 'light',
      name: 'Harbor Cloud Partners',
    });
    const changed = setBranding(world, actor, { domain: 'Panel.Harbor.example', suffix: 'my-cp' });
    expect(panelUrlOf(world, changed)).toBe('https://panel.harbor.example/my-cp');
    expect(setBranding(world, actor, { skin: 'dark' })).toMatchObject({
      suffix: 'my-cp',
      domain: 'panel.harbor.example',
    });
    const foreign = as(world, foreignAdministrator);
    expect(codeOf(() => setBranding(world, foreign, { domain: 'PANEL.harbor.example' }))).toBe(
      'branding.domain_taken',
    );
    expect(setBranding(world, actor, { domain: '' }).domain).toBeUndefined();
    expect(setBranding(world, foreign, { domain: 'panel.harbor.example' }).domain).toBe(
      'panel.harbor.example',
    );
  });

  test.each<[BrandingChange, string]>([
    [{ domain: 'https://panel.example.com' }, 'branding.domain'],
    [{ domain: 'panel.example.com/cp' }, 'branding.domain'],
    [{ domain: 'panel.example.com:8080' }, 'branding.domain'],
    [{ domain: 'localhost' }, 'branding.domain'],
    [{ domain: '10.0.0.1' }, 'branding.domain'],
    [{ domain: '-panel.example.com' }, 'branding.domain'],
    [{ domain: 'panel..example.com' }, 'branding.domain'],
    [{ domain: `${'a'.repeat(64)}.example.com` }, 'branding.domain'],
    [{ domain: 'us.cloud.im' }, 'branding.domain'],
    [{ domain: 'pänel.example.com' }, 'branding.domain'],
    [{ suffix: '' }, 'branding.suffix'],
    [{ suffix: 'CP' }, 'branding.suffix'],
    [{ suffix: '../admin' }, 'branding.suffix'],
    [{ suffix: 'cp/x' }, 'branding.suffix'],
    [{ suffix: 'api' }, 'branding.suffix'],
    [{ suffix: 'x'.repeat(32) }, 'branding.suffix'],
    [{ skin: 'neon' }, 'branding.skin'],
    [{ name: '' }, 'branding.name'],
    [{ name: 'a\nb' }, 'branding.name'],
  ])('%j is refused', (change, code) => {
    expect(codeOf(() => setBranding(world, actor, change))).toBe(code);
  });

  test.each([
    ['logo', 'image/png', pixel, undefined],
    ['favicon', 'image/png', pixel, undefined],
    ['logo', 'image/gif', base64([...Buffer.from('GIF89a'), 10, 0, 8, 0, 0, 0]), undefined],
    [
      'logo',
      'image/jpeg',
      base64([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 20, 0, 30, 1, 1, 0x11, 0, 0]),
      undefined,
    ],
    ['favicon', 'image/x-icon', base64([0, 0, 1, 0, 1, 0, 16, 16, ...Array<number>(20).fill(0)]), undefined],
    ['banner', 'image/png', pixel, 'branding.image_kind'],
    ['favicon', 'image/gif', pixel, 'branding.image'],
    ['logo', 'image/svg+xml', Buffer.from('<svg onload="x()"/>').toString('base64'), 'branding.image'],
    ['logo', 'image/png', Buffer.from('<script>x()</script>').toString('base64'), 'branding.image'],
    ['logo', 'image/jpeg', pixel, 'branding.image'],
    ['logo', 'image/png', 'not base64!', 'branding.image'],
    ['logo', 'image/png', '', 'branding.image'],
    ['logo', 'image/gif', base64([...Buffer.from('GIF89a'), 0, 16, 8, 0]), 'branding.image'],
    ['logo', 'image/png', Buffer.alloc(200_001).toString('base64'), 'branding.image'],
  ])('%s as %s', (kind, contentType, content, code) => {
    expect(codeOf(() => setBrandingImage(world, actor, kind, { contentType, content }))).toBe(code);
  });
});
