import { describe, expect, test } from 'vitest';
import {
  activated,
  administrator,
  as,
  codeOf,
  contact,
  foreignAdministrator,
  minute,
  panelWorld,
  pass,
  signedUp,
  staff,
  userNamed,
} from '../../../../../test/panel-domain.ts';
import { setAccountStatus } from '../accounts/change-account.ts';
import { systemActor } from '../actor.ts';
import { changePerson } from './change-people.ts';
import { issuePanelLink, issueVisit, redeemOneTimeToken } from './one-time-token.ts';
import { panelLog } from './panel-log.ts';
import { actorOfPanelToken } from './panel-session.ts';

describe('a one-time token', () => {
  test('opens the panel of a customer once', () => {
    const world = panelWorld();
    const { account, id } = signedUp(world);
    const { token, panel } = issueVisit(world, as(world, staff), id, 'Ticket 4711');
    expect(panel).toBe('customer');
    const { actor } = redeemOneTimeToken(world, token);
    expect(actor).toMatchObject({
      role: 'visitingReseller',
      companyId: account.company.id,
      visitorOf: 320_001,
      username: staff,
    });
    expect(codeOf(() => redeemOneTimeToken(world, token))).toBe('one_time_token.used');
  });

  test('expires after a minute', () => {
    const world = panelWorld();
    const { id } = signedUp(world);
    const { token } = issueVisit(world, as(world, staff), id);
    pass(world, minute);
    expect(codeOf(() => redeemOneTimeToken(world, token))).toBe('one_time_token.expired');
    expect(codeOf(() => redeemOneTimeToken(world, 'made up'))).toBe('one_time_token.unknown');
  });

  test('is written down for both who are concerned, and never itself', () => {
    const world = panelWorld();
    const { account, id } = signedUp(world);
    const { token } = issueVisit(world, as(world, staff), id, 'Ticket 4711');
    redeemOneTimeToken(world, token);
    for (const companyId of [320_001, account.company.id]) {
      const visits = panelLog(world, companyId).filter(({ details }) => details === 'Ticket 4711');
      expect(visits.map(({ eventType }) => eventType)).toEqual(['Panel.Visited', 'Panel.VisitIssued']);
      expect(visits.every(({ username }) => username === staff)).toBe(true);
    }
    expect(JSON.stringify(world.snapshot())).not.toContain(token);
  });

  test('is not given for customers of others, or what is no customer', () => {
    const world = panelWorld();
    const { id } = signedUp(world);
    const foreign = as(world, foreignAdministrator);
    for (const wanted of [id, '320001', '320002', '0', '', '../320001'])
      expect(codeOf(() => issueVisit(world, foreign, wanted))).toBe('account.not_found');
    expect(codeOf(() => issueVisit(world, as(world, staff), id, 'x'.repeat(201)))).toBe('visit.reason');
    expect(codeOf(() => issueVisit(world, as(world, staff), id, 'a\nb'))).toBe('visit.reason');
  });

  test('and its session end with the person, and with the customer', () => {
    const world = panelWorld();
    const { account, id } = signedUp(world);
    const [first, second] = [0, 1].map(() => issueVisit(world, as(world, staff), id));
    const { token } = redeemOneTimeToken(world, first?.token ?? '');
    expect(actorOfPanelToken(world, token).role).toBe('visitingReseller');
    const boss = as(world, administrator);
    changePerson(world, boss, String(userNamed(world, staff).id), { state: 'disabled' });
    expect(codeOf(() => actorOfPanelToken(world, token))).toBe('session.expired');
    expect(codeOf(() => redeemOneTimeToken(world, second?.token ?? ''))).toBe('one_time_token.unknown');

    const third = redeemOneTimeToken(world, issueVisit(world, boss, id).token);
    setAccountStatus(world, systemActor, account.company.id, 'cancelled');
    expect(codeOf(() => actorOfPanelToken(world, third.token))).toBe('session.expired');
  });

  test('of single sign-on opens the own panel', () => {
    const world = panelWorld();
    const { token } = issuePanelLink(world, as(world, staff));
    expect(redeemOneTimeToken(world, token).actor).toMatchObject({
      role: 'resellerStaff',
      companyId: 320_001,
    });
    expect(codeOf(() => redeemOneTimeToken(world, token))).toBe('one_time_token.used');
  });

  test('leaves the customer its own sessions', () => {
    const world = panelWorld();
    const { id } = signedUp(world);
    const customer = activated(world, contact.email);
    redeemOneTimeToken(world, issueVisit(world, as(world, staff), id).token);
    expect(customer.role).toBe('customerAdministrator');
  });
});
