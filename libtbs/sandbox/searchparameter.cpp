// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "searchparameter_p.h"

#include <algorithm>
#include <array>
#include <iterator>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

using Type = SearchParameter::Type;

struct Row
{
    QLatin1StringView resourceType; ///< `*`: every type
    QLatin1StringView name;
    Type type;
    QLatin1StringView paths; ///< separated by blanks
    QLatin1StringView target = {};
};

/// The commonly used parameters of the FHIR search registry.
constexpr Row rows[] = {
    {"*"_L1, "_id"_L1, Type::Token, "id"_L1},
    {"*"_L1, "_lastUpdated"_L1, Type::Date, "meta.lastUpdated"_L1},
    {"*"_L1, "_profile"_L1, Type::Uri, "meta.profile"_L1},
    {"*"_L1, "_security"_L1, Type::Token, "meta.security"_L1},
    {"*"_L1, "_tag"_L1, Type::Token, "meta.tag"_L1},
    {"*"_L1, "category"_L1, Type::Token, "category"_L1},
    {"*"_L1, "code"_L1, Type::Token, "code"_L1},
    {"*"_L1, "encounter"_L1, Type::Reference, "encounter"_L1, "Encounter"_L1},
    {"*"_L1, "identifier"_L1, Type::Token, "identifier"_L1},
    {"*"_L1, "patient"_L1, Type::Reference, "patient subject for beneficiary"_L1, "Patient"_L1},
    {"*"_L1, "status"_L1, Type::Token, "status"_L1},
    {"*"_L1, "subject"_L1, Type::Reference, "subject"_L1},

    {"AllergyIntolerance"_L1, "clinical-status"_L1, Type::Token, "clinicalStatus"_L1},
    {"AllergyIntolerance"_L1, "criticality"_L1, Type::Token, "criticality"_L1},
    {"AllergyIntolerance"_L1, "date"_L1, Type::Date, "recordedDate"_L1},
    {"AllergyIntolerance"_L1, "verification-status"_L1, Type::Token, "verificationStatus"_L1},

    {"Appointment"_L1, "actor"_L1, Type::Reference, "participant.actor"_L1},
    {"Appointment"_L1, "appointment-type"_L1, Type::Token, "appointmentType"_L1},
    {"Appointment"_L1, "date"_L1, Type::Date, "start"_L1},
    {"Appointment"_L1, "location"_L1, Type::Reference, "participant.actor"_L1, "Location"_L1},
    {"Appointment"_L1, "part-status"_L1, Type::Token, "participant.status"_L1},
    {"Appointment"_L1, "patient"_L1, Type::Reference, "participant.actor subject"_L1, "Patient"_L1},
    {"Appointment"_L1, "practitioner"_L1, Type::Reference, "participant.actor"_L1, "Practitioner"_L1},
    {"Appointment"_L1, "reason-code"_L1, Type::Token, "reasonCode reason"_L1},
    {"Appointment"_L1, "service-category"_L1, Type::Token, "serviceCategory"_L1},
    {"Appointment"_L1, "service-type"_L1, Type::Token, "serviceType"_L1},
    {"Appointment"_L1, "slot"_L1, Type::Reference, "slot"_L1},
    {"Appointment"_L1, "specialty"_L1, Type::Token, "specialty"_L1},

    {"Basic"_L1, "author"_L1, Type::Reference, "author"_L1},
    {"Basic"_L1, "created"_L1, Type::Date, "created"_L1},

    {"Claim"_L1, "created"_L1, Type::Date, "created"_L1},
    {"Claim"_L1, "insurer"_L1, Type::Reference, "insurer"_L1},
    {"Claim"_L1, "provider"_L1, Type::Reference, "provider"_L1},
    {"Claim"_L1, "use"_L1, Type::Token, "use"_L1},

    {"ClaimResponse"_L1, "created"_L1, Type::Date, "created"_L1},
    {"ClaimResponse"_L1, "insurer"_L1, Type::Reference, "insurer"_L1},
    {"ClaimResponse"_L1, "outcome"_L1, Type::Token, "outcome"_L1},
    {"ClaimResponse"_L1, "request"_L1, Type::Reference, "request"_L1},
    {"ClaimResponse"_L1, "requestor"_L1, Type::Reference, "requestor"_L1},
    {"ClaimResponse"_L1, "use"_L1, Type::Token, "use"_L1},

    {"Communication"_L1, "recipient"_L1, Type::Reference, "recipient"_L1},
    {"Communication"_L1, "sender"_L1, Type::Reference, "sender"_L1},
    {"Communication"_L1, "sent"_L1, Type::Date, "sent"_L1},

    {"Condition"_L1, "clinical-status"_L1, Type::Token, "clinicalStatus"_L1},
    {"Condition"_L1, "onset-date"_L1, Type::Date, "onsetDateTime onsetPeriod"_L1},
    {"Condition"_L1, "recorded-date"_L1, Type::Date, "recordedDate"_L1},
    {"Condition"_L1, "severity"_L1, Type::Token, "severity"_L1},
    {"Condition"_L1, "verification-status"_L1, Type::Token, "verificationStatus"_L1},

    {"Coverage"_L1, "beneficiary"_L1, Type::Reference, "beneficiary"_L1},
    {"Coverage"_L1, "payor"_L1, Type::Reference, "payor insurer"_L1},
    {"Coverage"_L1, "subscriber"_L1, Type::Reference, "subscriber"_L1},
    {"Coverage"_L1, "type"_L1, Type::Token, "type"_L1},

    {"DiagnosticReport"_L1, "based-on"_L1, Type::Reference, "basedOn"_L1},
    {"DiagnosticReport"_L1, "date"_L1, Type::Date, "effectiveDateTime effectivePeriod"_L1},
    {"DiagnosticReport"_L1, "issued"_L1, Type::Date, "issued"_L1},
    {"DiagnosticReport"_L1, "performer"_L1, Type::Reference, "performer"_L1},
    {"DiagnosticReport"_L1, "result"_L1, Type::Reference, "result"_L1},
    {"DiagnosticReport"_L1, "specimen"_L1, Type::Reference, "specimen"_L1},

    {"DocumentReference"_L1, "author"_L1, Type::Reference, "author"_L1},
    {"DocumentReference"_L1, "custodian"_L1, Type::Reference, "custodian"_L1},
    {"DocumentReference"_L1, "date"_L1, Type::Date, "date"_L1},
    {"DocumentReference"_L1, "type"_L1, Type::Token, "type"_L1},

    {"Encounter"_L1, "account"_L1, Type::Reference, "account"_L1},
    {"Encounter"_L1, "appointment"_L1, Type::Reference, "appointment"_L1},
    {"Encounter"_L1, "class"_L1, Type::Token, "class"_L1},
    {"Encounter"_L1, "date"_L1, Type::Date, "period actualPeriod"_L1},
    {"Encounter"_L1, "diagnosis"_L1, Type::Reference, "diagnosis.condition diagnosis.condition.reference"_L1},
    {"Encounter"_L1, "episode-of-care"_L1, Type::Reference, "episodeOfCare"_L1},
    {"Encounter"_L1, "length"_L1, Type::Quantity, "length"_L1},
    {"Encounter"_L1, "location"_L1, Type::Reference, "location.location"_L1},
    {"Encounter"_L1, "location-period"_L1, Type::Date, "location.period"_L1},
    {"Encounter"_L1, "part-of"_L1, Type::Reference, "partOf"_L1},
    {"Encounter"_L1, "participant"_L1, Type::Reference, "participant.individual participant.actor"_L1},
    {"Encounter"_L1, "participant-type"_L1, Type::Token, "participant.type"_L1},
    {"Encounter"_L1, "practitioner"_L1, Type::Reference, "participant.individual participant.actor"_L1,
     "Practitioner"_L1},
    {"Encounter"_L1, "reason-code"_L1, Type::Token, "reasonCode reason.value.concept"_L1},
    {"Encounter"_L1, "service-provider"_L1, Type::Reference, "serviceProvider"_L1},
    {"Encounter"_L1, "type"_L1, Type::Token, "type"_L1},

    {"EpisodeOfCare"_L1, "care-manager"_L1, Type::Reference, "careManager"_L1},
    {"EpisodeOfCare"_L1, "date"_L1, Type::Date, "period"_L1},
    {"EpisodeOfCare"_L1, "organization"_L1, Type::Reference, "managingOrganization"_L1},
    {"EpisodeOfCare"_L1, "type"_L1, Type::Token, "type"_L1},

    {"Immunization"_L1, "date"_L1, Type::Date, "occurrenceDateTime"_L1},
    {"Immunization"_L1, "location"_L1, Type::Reference, "location"_L1},
    {"Immunization"_L1, "performer"_L1, Type::Reference, "performer.actor"_L1},
    {"Immunization"_L1, "vaccine-code"_L1, Type::Token, "vaccineCode"_L1},

    {"Location"_L1, "address"_L1, Type::String, "address"_L1},
    {"Location"_L1, "name"_L1, Type::String, "name alias"_L1},
    {"Location"_L1, "operational-status"_L1, Type::Token, "operationalStatus"_L1},
    {"Location"_L1, "organization"_L1, Type::Reference, "managingOrganization"_L1},
    {"Location"_L1, "partof"_L1, Type::Reference, "partOf"_L1},
    {"Location"_L1, "type"_L1, Type::Token, "type"_L1},

    {"MedicationRequest"_L1, "authoredon"_L1, Type::Date, "authoredOn"_L1},
    {"MedicationRequest"_L1, "code"_L1, Type::Token, "medicationCodeableConcept medication.concept"_L1},
    {"MedicationRequest"_L1, "intent"_L1, Type::Token, "intent"_L1},
    {"MedicationRequest"_L1, "medication"_L1, Type::Reference, "medicationReference medication.reference"_L1},
    {"MedicationRequest"_L1, "priority"_L1, Type::Token, "priority"_L1},
    {"MedicationRequest"_L1, "requester"_L1, Type::Reference, "requester"_L1},

    {"Observation"_L1, "based-on"_L1, Type::Reference, "basedOn"_L1},
    {"Observation"_L1, "combo-code"_L1, Type::Token, "code component.code"_L1},
    {"Observation"_L1, "date"_L1, Type::Date, "effectiveDateTime effectivePeriod effectiveInstant"_L1},
    {"Observation"_L1, "device"_L1, Type::Reference, "device"_L1},
    {"Observation"_L1, "has-member"_L1, Type::Reference, "hasMember"_L1},
    {"Observation"_L1, "performer"_L1, Type::Reference, "performer"_L1},
    {"Observation"_L1, "specimen"_L1, Type::Reference, "specimen"_L1},
    {"Observation"_L1, "value-concept"_L1, Type::Token, "valueCodeableConcept"_L1},
    {"Observation"_L1, "value-date"_L1, Type::Date, "valueDateTime valuePeriod"_L1},
    {"Observation"_L1, "value-quantity"_L1, Type::Quantity, "valueQuantity"_L1},
    {"Observation"_L1, "value-string"_L1, Type::String, "valueString"_L1},

    {"Organization"_L1, "active"_L1, Type::Token, "active"_L1},
    {"Organization"_L1, "address"_L1, Type::String, "address"_L1},
    {"Organization"_L1, "name"_L1, Type::String, "name alias"_L1},
    {"Organization"_L1, "partof"_L1, Type::Reference, "partOf"_L1},
    {"Organization"_L1, "type"_L1, Type::Token, "type"_L1},

    {"Patient"_L1, "active"_L1, Type::Token, "active"_L1},
    {"Patient"_L1, "address"_L1, Type::String, "address"_L1},
    {"Patient"_L1, "address-city"_L1, Type::String, "address.city"_L1},
    {"Patient"_L1, "address-country"_L1, Type::String, "address.country"_L1},
    {"Patient"_L1, "address-postalcode"_L1, Type::String, "address.postalCode"_L1},
    {"Patient"_L1, "birthdate"_L1, Type::Date, "birthDate"_L1},
    {"Patient"_L1, "death-date"_L1, Type::Date, "deceasedDateTime"_L1},
    {"Patient"_L1, "email"_L1, Type::Token, "telecom"_L1},
    {"Patient"_L1, "family"_L1, Type::String, "name.family"_L1},
    {"Patient"_L1, "gender"_L1, Type::Token, "gender"_L1},
    {"Patient"_L1, "general-practitioner"_L1, Type::Reference, "generalPractitioner"_L1},
    {"Patient"_L1, "given"_L1, Type::String, "name.given"_L1},
    {"Patient"_L1, "language"_L1, Type::Token, "communication.language"_L1},
    {"Patient"_L1, "link"_L1, Type::Reference, "link.other"_L1},
    {"Patient"_L1, "name"_L1, Type::String, "name"_L1},
    {"Patient"_L1, "organization"_L1, Type::Reference, "managingOrganization"_L1},
    {"Patient"_L1, "phone"_L1, Type::Token, "telecom"_L1},
    {"Patient"_L1, "telecom"_L1, Type::Token, "telecom"_L1},

    {"Practitioner"_L1, "active"_L1, Type::Token, "active"_L1},
    {"Practitioner"_L1, "family"_L1, Type::String, "name.family"_L1},
    {"Practitioner"_L1, "given"_L1, Type::String, "name.given"_L1},
    {"Practitioner"_L1, "name"_L1, Type::String, "name"_L1},

    {"PractitionerRole"_L1, "location"_L1, Type::Reference, "location"_L1},
    {"PractitionerRole"_L1, "organization"_L1, Type::Reference, "organization"_L1},
    {"PractitionerRole"_L1, "practitioner"_L1, Type::Reference, "practitioner"_L1},
    {"PractitionerRole"_L1, "role"_L1, Type::Token, "code"_L1},
    {"PractitionerRole"_L1, "specialty"_L1, Type::Token, "specialty"_L1},

    {"Procedure"_L1, "based-on"_L1, Type::Reference, "basedOn"_L1},
    {"Procedure"_L1, "date"_L1, Type::Date, "performedDateTime performedPeriod occurrenceDateTime occurrencePeriod"_L1},
    {"Procedure"_L1, "location"_L1, Type::Reference, "location"_L1},
    {"Procedure"_L1, "performer"_L1, Type::Reference, "performer.actor"_L1},

    {"QuestionnaireResponse"_L1, "author"_L1, Type::Reference, "author"_L1},
    {"QuestionnaireResponse"_L1, "authored"_L1, Type::Date, "authored"_L1},
    {"QuestionnaireResponse"_L1, "questionnaire"_L1, Type::Uri, "questionnaire"_L1},

    {"RiskAssessment"_L1, "date"_L1, Type::Date, "occurrenceDateTime occurrencePeriod"_L1},
    {"RiskAssessment"_L1, "probability"_L1, Type::Number, "prediction.probabilityDecimal"_L1},

    {"Schedule"_L1, "active"_L1, Type::Token, "active"_L1},
    {"Schedule"_L1, "actor"_L1, Type::Reference, "actor"_L1},
    {"Schedule"_L1, "date"_L1, Type::Date, "planningHorizon"_L1},
    {"Schedule"_L1, "service-type"_L1, Type::Token, "serviceType"_L1},

    {"ServiceRequest"_L1, "authored"_L1, Type::Date, "authoredOn"_L1},
    {"ServiceRequest"_L1, "based-on"_L1, Type::Reference, "basedOn"_L1},
    {"ServiceRequest"_L1, "intent"_L1, Type::Token, "intent"_L1},
    {"ServiceRequest"_L1, "occurrence"_L1, Type::Date, "occurrenceDateTime occurrencePeriod"_L1},
    {"ServiceRequest"_L1, "performer"_L1, Type::Reference, "performer"_L1},
    {"ServiceRequest"_L1, "priority"_L1, Type::Token, "priority"_L1},
    {"ServiceRequest"_L1, "requester"_L1, Type::Reference, "requester"_L1},
    {"ServiceRequest"_L1, "requisition"_L1, Type::Token, "requisition"_L1},

    {"Slot"_L1, "schedule"_L1, Type::Reference, "schedule"_L1},
    {"Slot"_L1, "service-type"_L1, Type::Token, "serviceType"_L1},
    {"Slot"_L1, "start"_L1, Type::Date, "start"_L1},

    {"Subscription"_L1, "content-level"_L1, Type::Token, "content"_L1},
    {"Subscription"_L1, "criteria"_L1, Type::String, "criteria"_L1},
    {"Subscription"_L1, "filter-criteria"_L1, Type::String, "_criteria.extension.valueString"_L1},
    {"Subscription"_L1, "filter-value"_L1, Type::String, "filterBy.value"_L1},
    {"Subscription"_L1, "name"_L1, Type::String, "name"_L1},
    {"Subscription"_L1, "payload"_L1, Type::Token, "contentType channel.payload"_L1},
    {"Subscription"_L1, "topic"_L1, Type::Uri, "topic criteria"_L1},
    {"Subscription"_L1, "type"_L1, Type::Token, "channelType channel.type"_L1},
    {"Subscription"_L1, "url"_L1, Type::Uri, "endpoint channel.endpoint"_L1},

    {"SubscriptionTopic"_L1, "date"_L1, Type::Date, "date"_L1},
    {"SubscriptionTopic"_L1, "derived-or-self"_L1, Type::Uri, "url derivedFrom"_L1},
    {"SubscriptionTopic"_L1, "resource"_L1, Type::Uri, "resourceTrigger.resource"_L1},
    {"SubscriptionTopic"_L1, "title"_L1, Type::String, "title"_L1},
    {"SubscriptionTopic"_L1, "trigger-description"_L1, Type::String, "resourceTrigger.description"_L1},
    {"SubscriptionTopic"_L1, "url"_L1, Type::Uri, "url"_L1},
    {"SubscriptionTopic"_L1, "version"_L1, Type::Token, "version"_L1},

    {"Task"_L1, "authored-on"_L1, Type::Date, "authoredOn"_L1},
    {"Task"_L1, "based-on"_L1, Type::Reference, "basedOn"_L1},
    {"Task"_L1, "business-status"_L1, Type::Token, "businessStatus"_L1},
    {"Task"_L1, "focus"_L1, Type::Reference, "focus"_L1},
    {"Task"_L1, "group-identifier"_L1, Type::Token, "groupIdentifier"_L1},
    {"Task"_L1, "intent"_L1, Type::Token, "intent"_L1},
    {"Task"_L1, "modified"_L1, Type::Date, "lastModified"_L1},
    {"Task"_L1, "owner"_L1, Type::Reference, "owner"_L1},
    {"Task"_L1, "part-of"_L1, Type::Reference, "partOf"_L1},
    {"Task"_L1, "priority"_L1, Type::Token, "priority"_L1},
    {"Task"_L1, "requester"_L1, Type::Reference, "requester"_L1},
    {"Task"_L1, "subject"_L1, Type::Reference, "for"_L1},
};

/// The resource types of R4, R4B and R5, without those that have no endpoint.
constexpr QLatin1StringView resourceTypes[] = {
    "Account"_L1,
    "ActivityDefinition"_L1,
    "ActorDefinition"_L1,
    "AdministrableProductDefinition"_L1,
    "AdverseEvent"_L1,
    "AllergyIntolerance"_L1,
    "Appointment"_L1,
    "AppointmentResponse"_L1,
    "ArtifactAssessment"_L1,
    "AuditEvent"_L1,
    "Basic"_L1,
    "Binary"_L1,
    "BiologicallyDerivedProduct"_L1,
    "BiologicallyDerivedProductDispense"_L1,
    "BodyStructure"_L1,
    "Bundle"_L1,
    "CapabilityStatement"_L1,
    "CarePlan"_L1,
    "CareTeam"_L1,
    "CatalogEntry"_L1,
    "ChargeItem"_L1,
    "ChargeItemDefinition"_L1,
    "Citation"_L1,
    "Claim"_L1,
    "ClaimResponse"_L1,
    "ClinicalImpression"_L1,
    "ClinicalUseDefinition"_L1,
    "CodeSystem"_L1,
    "Communication"_L1,
    "CommunicationRequest"_L1,
    "CompartmentDefinition"_L1,
    "Composition"_L1,
    "ConceptMap"_L1,
    "Condition"_L1,
    "ConditionDefinition"_L1,
    "Consent"_L1,
    "Contract"_L1,
    "Coverage"_L1,
    "CoverageEligibilityRequest"_L1,
    "CoverageEligibilityResponse"_L1,
    "DetectedIssue"_L1,
    "Device"_L1,
    "DeviceAssociation"_L1,
    "DeviceDefinition"_L1,
    "DeviceDispense"_L1,
    "DeviceMetric"_L1,
    "DeviceRequest"_L1,
    "DeviceUsage"_L1,
    "DeviceUseStatement"_L1,
    "DiagnosticReport"_L1,
    "DocumentManifest"_L1,
    "DocumentReference"_L1,
    "EffectEvidenceSynthesis"_L1,
    "Encounter"_L1,
    "EncounterHistory"_L1,
    "Endpoint"_L1,
    "EnrollmentRequest"_L1,
    "EnrollmentResponse"_L1,
    "EpisodeOfCare"_L1,
    "EventDefinition"_L1,
    "Evidence"_L1,
    "EvidenceReport"_L1,
    "EvidenceVariable"_L1,
    "ExampleScenario"_L1,
    "ExplanationOfBenefit"_L1,
    "FamilyMemberHistory"_L1,
    "Flag"_L1,
    "FormularyItem"_L1,
    "GenomicStudy"_L1,
    "Goal"_L1,
    "GraphDefinition"_L1,
    "Group"_L1,
    "GuidanceResponse"_L1,
    "HealthcareService"_L1,
    "ImagingSelection"_L1,
    "ImagingStudy"_L1,
    "Immunization"_L1,
    "ImmunizationEvaluation"_L1,
    "ImmunizationRecommendation"_L1,
    "ImplementationGuide"_L1,
    "Ingredient"_L1,
    "InsurancePlan"_L1,
    "InventoryItem"_L1,
    "InventoryReport"_L1,
    "Invoice"_L1,
    "Library"_L1,
    "Linkage"_L1,
    "List"_L1,
    "Location"_L1,
    "ManufacturedItemDefinition"_L1,
    "Measure"_L1,
    "MeasureReport"_L1,
    "Media"_L1,
    "Medication"_L1,
    "MedicationAdministration"_L1,
    "MedicationDispense"_L1,
    "MedicationKnowledge"_L1,
    "MedicationRequest"_L1,
    "MedicationStatement"_L1,
    "MedicinalProduct"_L1,
    "MedicinalProductDefinition"_L1,
    "MessageDefinition"_L1,
    "MessageHeader"_L1,
    "MolecularSequence"_L1,
    "NamingSystem"_L1,
    "NutritionIntake"_L1,
    "NutritionOrder"_L1,
    "NutritionProduct"_L1,
    "Observation"_L1,
    "ObservationDefinition"_L1,
    "OperationDefinition"_L1,
    "OperationOutcome"_L1,
    "Organization"_L1,
    "OrganizationAffiliation"_L1,
    "PackagedProductDefinition"_L1,
    "Patient"_L1,
    "PaymentNotice"_L1,
    "PaymentReconciliation"_L1,
    "Permission"_L1,
    "Person"_L1,
    "PlanDefinition"_L1,
    "Practitioner"_L1,
    "PractitionerRole"_L1,
    "Procedure"_L1,
    "Provenance"_L1,
    "Questionnaire"_L1,
    "QuestionnaireResponse"_L1,
    "RegulatedAuthorization"_L1,
    "RelatedPerson"_L1,
    "RequestGroup"_L1,
    "RequestOrchestration"_L1,
    "Requirements"_L1,
    "ResearchDefinition"_L1,
    "ResearchElementDefinition"_L1,
    "ResearchStudy"_L1,
    "ResearchSubject"_L1,
    "RiskAssessment"_L1,
    "RiskEvidenceSynthesis"_L1,
    "Schedule"_L1,
    "SearchParameter"_L1,
    "ServiceRequest"_L1,
    "Slot"_L1,
    "Specimen"_L1,
    "SpecimenDefinition"_L1,
    "StructureDefinition"_L1,
    "StructureMap"_L1,
    "Subscription"_L1,
    "SubscriptionTopic"_L1,
    "Substance"_L1,
    "SubstanceDefinition"_L1,
    "SubstanceNucleicAcid"_L1,
    "SubstancePolymer"_L1,
    "SubstanceProtein"_L1,
    "SubstanceReferenceInformation"_L1,
    "SubstanceSourceMaterial"_L1,
    "SubstanceSpecification"_L1,
    "SupplyDelivery"_L1,
    "SupplyRequest"_L1,
    "Task"_L1,
    "TerminologyCapabilities"_L1,
    "TestPlan"_L1,
    "TestReport"_L1,
    "TestScript"_L1,
    "Transport"_L1,
    "ValueSet"_L1,
    "VerificationResult"_L1,
    "VisionPrescription"_L1,
};

SearchParameter fromRow(const Row &row)
{
    return {.name = row.name, .type = row.type, .paths = QString(row.paths).split(u' '), .target = row.target};
}

const Row *findRow(const QString &resourceType, const QString &name)
{
    const auto found = std::find_if(std::begin(rows), std::end(rows), [&](const Row &row) {
        return row.resourceType == resourceType && row.name == name;
    });
    return found == std::end(rows) ? nullptr : found;
}

} // namespace

QString toCode(SearchParameter::Type type)
{
    static constexpr std::array codes{"token"_L1,  "string"_L1,   "reference"_L1, "date"_L1,
                                      "number"_L1, "quantity"_L1, "uri"_L1};
    return codes.at(static_cast<size_t>(type));
}

std::optional<SearchParameter> findSearchParameter(const QString &resourceType, const QString &name)
{
    for (const auto &type : {resourceType, u"*"_s}) {
        if (const auto *row = findRow(type, name)) {
            return fromRow(*row);
        }
    }
    return std::nullopt;
}

QList<SearchParameter> searchParametersOf(const QString &resourceType)
{
    QList<SearchParameter> parameters;
    for (const auto &row : rows) {
        const auto isShadowed = row.resourceType == "*"_L1 && findRow(resourceType, row.name);
        if ((row.resourceType == resourceType || row.resourceType == "*"_L1) && !isShadowed) {
            parameters.append(fromRow(row));
        }
    }
    return parameters;
}

bool isKnownResourceType(const QString &name)
{
    return std::binary_search(std::begin(resourceTypes), std::end(resourceTypes), name,
                              [](const auto &a, const auto &b) { return a < b; });
}

QStringList commonResourceTypes()
{
    QStringList types;
    for (const auto &row : rows) {
        if (row.resourceType != "*"_L1 && !types.contains(row.resourceType)) {
            types.append(row.resourceType);
        }
    }
    return types;
}

} // namespace Tbs
