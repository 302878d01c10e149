/** What Microsoft's audit calls a change. */
export interface AuditOperation {
  readonly resourceType: string;
  readonly operationType: string;
}

/**
 * Microsoft's names of the world's events, where one is clear; rows of other events are no records there.
 * evidence: docs for the names, modelled which event has which
 */
const operations: Readonly<Record<string, readonly [resourceType: string, operationType: string]>> = {
  'Customer.Created': ['customer', 'add_customer'],
  'Customer.Deleted': ['customer', 'delete_customer'],
  'Customer.ProfileUpdated': ['customer', 'update_customer_billing_profile'],
  'Customer.QualificationRequested': ['customer', 'update_customer_qualification'],
  'Customer.QualificationSet': ['customer', 'update_customer_qualification'],
  'Customer.QualificationApproved': ['customer', 'update_customer_qualification'],
  'Customer.QualificationDenied': ['customer', 'update_customer_qualification'],
  'Customer.AgreementConfirmed': ['agreement', 'create_agreement'],
  'Customer.RelationshipEnded': ['partner_customer_relationship', 'remove_partner_customer_relationship'],
  'Subscription.Created': ['order', 'create_order'],
  'Subscription.Updated': ['subscription', 'update_subscription'],
  'Subscription.Suspended': ['subscription', 'update_subscription'],
  'Subscription.Reactivated': ['subscription', 'update_subscription'],
  'Subscription.Terminated': ['subscription', 'update_subscription'],
  'Subscription.Renewed': ['subscription', 'update_subscription'],
  'Subscription.Expired': ['subscription', 'update_subscription'],
  'Subscription.RenewalConfigured': ['subscription', 'update_subscription'],
  'Subscription.RenewalReset': ['subscription', 'update_subscription'],
  'Subscription.TermChanged': ['subscription', 'update_subscription'],
  'Subscription.Renamed': ['subscription', 'update_subscription'],
  'Subscription.BillingCycleReset': ['subscription', 'update_subscription'],
  'Subscription.BillingCycleScheduled': ['subscription', 'update_subscription'],
  'Subscription.PartnerChanged': ['subscription', 'update_subscription'],
  'Subscription.AutoRenewOn': ['subscription', 'update_subscription'],
  'Subscription.AutoRenewOff': ['subscription', 'update_subscription'],
  'Subscription.Upgraded': ['subscription', 'upgrade_subscription'],
  'Subscription.Converted': ['subscription', 'convert_trial_subscription'],
  'AzureFraudEvent.Detected': ['subscription', 'azure_fraud_event_detected'],
  'Transfer.Created': ['transfer', 'create_transfer'],
  'Transfer.Cancelled': ['transfer', 'update_transfer'],
  'Transfer.Withdrawn': ['transfer', 'update_transfer'],
  'DirectoryUser.Created': ['customer_user', 'create_customer_user'],
  'DirectoryUser.Updated': ['customer_user', 'update_customer_user'],
  'DirectoryUser.Deleted': ['customer_user', 'delete_customer_user'],
  'DirectoryUser.Restored': ['customer_user', 'restore_customer_user'],
  'DirectoryUser.PasswordReset': ['customer_user', 'reset_customer_user_password'],
  'DirectoryUser.LicencesUpdated': ['license', 'update_customer_user_licenses'],
  'DirectoryUser.RoleAdded': ['customer_directory_role', 'add_user_member'],
  'DirectoryUser.RoleRemoved': ['customer_directory_role', 'remove_user_member'],
  'SelfServePolicy.Created': ['self_serve_policy', 'create_self_serve_policy'],
  'SelfServePolicy.Updated': ['self_serve_policy', 'update_self_serve_policy'],
  'SelfServePolicy.Deleted': ['self_serve_policy', 'delete_self_serve_policy'],
  'AdminRelationship.Approved': ['granular_admin_relationship', 'granular_admin_relationship_approved'],
  'AdminRelationship.Active': ['granular_admin_relationship', 'granular_admin_relationship_activated'],
  'AdminRelationship.TerminationRequested': [
    'granular_admin_relationship',
    'granular_admin_relationship_termination_requested',
  ],
  'AdminRelationship.Terminated': ['granular_admin_relationship', 'granular_admin_relationship_terminated'],
  'AdminRelationship.Expired': ['granular_admin_relationship', 'granular_admin_relationship_expired'],
  'AdminRelationship.AccessAssigned': [
    'granular_admin_access_assignment',
    'granular_admin_access_assignment_created',
  ],
  'AdminRelationship.AccessRemoved': [
    'granular_admin_access_assignment',
    'granular_admin_access_assignment_deleted',
  ],
  'ConfigurationPolicy.Created': ['policy', 'policy_created'],
  'ConfigurationPolicy.Updated': ['policy', 'policy_updated'],
  'ConfigurationPolicy.Deleted': ['policy', 'policy_deleted'],
  'Device.Updated': ['device', 'device_updated'],
  'Device.Deleted': ['device', 'device_deleted'],
  'Device.PoliciesAssigned': ['device', 'devices_update_attempted'],
  'DeviceBatch.Created': ['device', 'devices_upload_to_new_batch_attempted'],
  'DeviceBatch.DevicesAdded': ['device', 'devices_upload_to_existing_batch_attempted'],
};

export function auditOperationOf(eventType: string): AuditOperation | undefined {
  const [resourceType, operationType] = operations[eventType] ?? [];
  return resourceType === undefined || operationType === undefined
    ? undefined
    : { resourceType, operationType };
}
