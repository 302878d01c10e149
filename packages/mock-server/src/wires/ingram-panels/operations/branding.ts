import {
  type Branding,
  brandingOf,
  panelUrlOf,
  removeBrandingImage,
  setBranding,
  setBrandingImage,
} from '../../../domain/panels/branding.ts';
import { type BrandingImage, imageKindNamed } from '../../../domain/panels/branding-image.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type {
  BrandingChange,
  ImageFacts,
  BrandingImage as NewImage,
  Branding as WireBranding,
} from '../../../generated/ingram-panels.gen.ts';
import type { Call, OperationHandler } from '../../../http/wire.ts';
import type { World } from '../../../world.ts';
import { panelActor } from '../panel-call.ts';
import { FileAnswer } from '../respond.ts';

function toBranding(world: World, branding: Branding): WireBranding {
  const { name, domain, suffix, skin, images } = branding;
  return {
    name,
    ...(domain !== undefined && { domain }),
    suffix,
    skin,
    ...(images.logo && { logo: toFacts(images.logo) }),
    ...(images.favicon && { favicon: toFacts(images.favicon) }),
    panelUrl: panelUrlOf(world, branding),
  };
}

function toFacts({ contentType, bytes, width, height }: BrandingImage): ImageFacts {
  return { contentType, bytes, width, height };
}

const kindOf = ({ parameters }: Call) => parameters.kind ?? '';

export const brandingOperations = {
  getBranding: (call: Call) => toBranding(call.world, brandingOf(call.world, panelActor(call).companyId)),
  setBranding: (call: Call<BrandingChange>) =>
    toBranding(call.world, setBranding(call.world, panelActor(call), call.body)),
  setBrandingImage: (call: Call<NewImage>) =>
    toBranding(call.world, setBrandingImage(call.world, panelActor(call), kindOf(call), call.body)),
  getBrandingImage: (call: Call) => {
    const kind = imageKindNamed(kindOf(call));
    const image = brandingOf(call.world, panelActor(call).companyId).images[kind];
    if (image !== undefined) return new FileAnswer(image.contentType, Buffer.from(image.content, 'base64'));
    throw new Refusal('not-found', 'branding.no_image', `No ${kind} was uploaded.`, 'kind');
  },
  removeBrandingImage: (call: Call) =>
    toBranding(call.world, removeBrandingImage(call.world, panelActor(call), imageKindNamed(kindOf(call)))),
} satisfies Record<string, OperationHandler>;
