using Negotiations.Events;

namespace Negotiations.Record;

/// <summary>What the clause on entry into force, and a vote on an instrument, must satisfy.</summary>
internal static class TermsRules
{
    private const string Member = "/entryIntoForceTerms";

    public static Refusal? Check(InstrumentFact fact) =>
        fact switch
        {
            InstrumentSigned { EntryIntoForceTerms: { } terms } => Check(terms),
            TextAuthenticated { EntryIntoForceTerms: { } terms } => Check(terms),
            ApprovalGiven { Votes: { } votes } => Check(votes),
            ConsentExpressed { InPlaceOf: { } predecessor } consent => CheckPlace(consent.Party, predecessor),
            _ => null,
        };

    private static Refusal? CheckPlace(string? party, string predecessor) =>
        party is null
            ? Refusal.Invalid(
                "in-place-of-itself",
                $"inPlaceOf {predecessor} needs 'party': the code of the one that takes its place.",
                "/inPlaceOf"
            )
        : party == predecessor
            ? Refusal.Invalid(
                "in-place-of-itself",
                $"inPlaceOf names the party itself, {party}. Give the one whose place it takes, or leave it out.",
                "/inPlaceOf"
            )
        : null;

    private static Refusal? Check(EntryIntoForceTerms terms) =>
        terms switch
        {
            { Trigger: null } => Refusal.Invalid(
                "terms-without-trigger",
                "Terms of entry into force say on what it depends: trigger is one of "
                    + $"{string.Join(", ", Json.WireName.All(typeof(ForceTrigger)))}.",
                Member + "/trigger"
            ),
            { Trigger: ForceTrigger.Date, On: null, Text: null } => Refusal.Invalid(
                "terms-without-date",
                "The trigger is a date: give it as on, or the clause as text.",
                Member + "/on"
            ),
            { Parties: < 1 } => Refusal.Invalid(
                "out-of-range",
                $"parties {terms.Parties} is below 1. Give the number of parties that have to consent.",
                Member + "/parties"
            ),
            { Share: < 0 or > 100 } => Refusal.Invalid(
                "out-of-range",
                $"share {terms.Share} is outside 0 to 100 percent.",
                Member + "/share"
            ),
            { Delay: { } delay } when ContentRules.TryReadDuration(delay) is null => Refusal.Invalid(
                "bad-duration",
                $"'{Slug.Clip(delay)}' is not an ISO 8601 duration longer than zero, such as P30D or P1M.",
                Member + "/delay"
            ),
            _ => null,
        };

    private static Refusal? Check(Votes votes)
    {
        (string Member, int? Count)[] counts =
        [
            ("for", votes.For),
            ("against", votes.Against),
            ("abstained", votes.Abstained),
        ];
        foreach (var (member, count) in counts)
            if (count < 0)
                return Refusal.Invalid("out-of-range", $"{member} {count} is below zero.", $"/votes/{member}");

        return null;
    }
}
