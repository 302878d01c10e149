import type { Job } from '../../kernel/scheduler.ts';
import type { World } from '../../world.ts';
import { type Actor, systemActor } from '../actor.ts';
import { Refusal } from '../refusal.ts';
import { type Qualification, type Tenant, tenants } from '../tenants/tenant.ts';
import { audit } from './create-customer.ts';
import { type Partner, partnerOf, partners } from './partner.ts';
import { spendValidationCode, usableValidationCode, type ValidationCode } from './validation-code.ts';

export interface NewQualification {
  readonly qualification?: string | undefined;
  readonly educationSegment?: string | undefined;
  readonly website?: string | undefined;
  readonly validationCode?: string | undefined;
}

const settable = ['Education', 'GovernmentCommunityCloud', 'StateOwnedEntity'];
const notSettable = ['None', 'Nonprofit'];
const segments = ['K12', 'HigherEducation'];

const hour = 3_600_000;

/** Asks for a qualification; it is decided after a time of review. @throws Refusal naming what is missing */
export function requestQualification(
  world: World,
  actor: Actor,
  tenant: Tenant,
  input: NewQualification,
): Qualification {
  const name = settableName(input.qualification);
  const educationSegment = name === 'Education' ? checkedSegment(input.educationSegment) : undefined;
  const code = codeFor(world, actor, name, input.validationCode);
  checkNotHeld(tenant, name);
  const asked: Qualification = {
    qualification: name,
    vettingStatus: 'InReview',
    createdAt: world.clock.now(),
    ...(educationSegment !== undefined && { educationSegment }),
    ...(input.website !== undefined && { website: input.website }),
  };
  const partner = write(world, actor, tenant, asked, code, 'QualificationRequested');
  world.scheduler.schedule({
    key: `vetting:${tenant.id}:${name}`,
    kind: 'qualification-vetting',
    due: world.clock.now() + world.settings.vettingHours * hour,
    subject: `${partner.companyId}:${tenant.id}:${name}`,
  });
  return asked;
}

/** The old way, which was not vetted: what is set holds at once. @throws Refusal as the new way does, save that no segment is asked for. evidence: docs that it was synchronous, modelled otherwise */
export function setQualification(
  world: World,
  actor: Actor,
  tenant: Tenant,
  input: NewQualification,
): Qualification {
  const name = settableName(input.qualification);
  const code = codeFor(world, actor, name, input.validationCode);
  const set: Qualification = {
    qualification: name,
    vettingStatus: 'Approved',
    createdAt: world.clock.now(),
  };
  world.scheduler.cancel(`vetting:${tenant.id}:${name}`);
  write(world, actor, tenant, set, code, 'QualificationSet');
  return set;
}

/** The qualification that the old way tells: the one approved last. */
export function qualificationOf(tenant: Tenant): string {
  const approved = (tenant.qualifications ?? []).filter((each) => each.vettingStatus === 'Approved');
  return approved.at(-1)?.qualification ?? 'None';
}

function settableName(given: string | undefined): string {
  const field = 'qualification';
  const wanted = (given ?? '').toLowerCase();
  const name = settable.find((each) => each.toLowerCase() === wanted);
  if (name !== undefined) return name;
  const known = notSettable.find((each) => each.toLowerCase() === wanted);
  if (known !== undefined) {
    throw new Refusal(
      'invalid',
      'qualification.not_settable',
      `${field} ${known} cannot be set; send ${settable.join(', ')}.`,
      field,
    );
  }
  throw new Refusal(
    'invalid',
    'qualification.unknown',
    `${field} "${given ?? ''}" is not known; send ${settable.join(', ')}.`,
    field,
  );
}

function checkedSegment(given: string | undefined): string {
  const segment = segments.find((each) => each.toLowerCase() === given?.toLowerCase());
  if (segment !== undefined) return segment;
  throw new Refusal(
    'invalid',
    'qualification.education_segment',
    `educationSegment "${given ?? ''}" must be K12 or HigherEducation when the qualification is Education.`,
    'educationSegment',
  );
}

function codeFor(
  world: World,
  actor: Actor,
  name: string,
  given: string | undefined,
): ValidationCode | undefined {
  return name === 'GovernmentCommunityCloud'
    ? usableValidationCode(world, partnerOf(world, actor), given)
    : undefined;
}

/** evidence: modelled, a denied one may be asked for again */
function checkNotHeld(tenant: Tenant, name: string): void {
  const held = tenant.qualifications?.find((each) => each.qualification === name);
  if (held === undefined || held.vettingStatus === 'Denied') return;
  throw new Refusal(
    'conflict',
    'qualification.held',
    `qualification ${name} of customer ${tenant.id} is ${held.vettingStatus} already; GET its qualifications.`,
    'qualification',
  );
}

/** Gives a customer a qualification, for which a validation code is spent where it needs one. */
function write(
  world: World,
  actor: Actor,
  tenant: Tenant,
  qualification: Qualification,
  code: ValidationCode | undefined,
  what: string,
): Partner {
  const partner = partnerOf(world, actor);
  if (code !== undefined) spendValidationCode(world, partner, code);
  audit(world, actor, partner, put(world, tenant, qualification), what);
  return partner;
}

function put(world: World, tenant: Tenant, qualification: Qualification): Tenant {
  const others = (tenant.qualifications ?? []).filter(
    (each) => each.qualification !== qualification.qualification,
  );
  return world.store.of(tenants).put({ ...tenant, qualifications: [...others, qualification] });
}

export const qualificationJobs = {
  /** The review of a qualification is over. evidence: modelled, a website with "denied" in its address is denied */
  'qualification-vetting': (world: World, job: Job) => {
    const [companyId, tenantId = '', name] = String(job.subject).split(':');
    const tenant = world.store.of(tenants).get(tenantId);
    const asked = tenant?.qualifications?.find((each) => each.qualification === name);
    if (tenant === undefined || asked?.vettingStatus !== 'InReview') return;
    const denied = asked.website?.toLowerCase().includes('denied') === true;
    put(world, tenant, {
      ...asked,
      vettingStatus: denied ? 'Denied' : 'Approved',
      ...(denied && { vettingReason: 'The website shows no eligible institution.' }),
    });
    const partner = world.store.of(partners).get(Number(companyId));
    const what = denied ? 'QualificationDenied' : 'QualificationApproved';
    if (partner !== undefined) audit(world, systemActor, partner, tenant, what);
  },
};
