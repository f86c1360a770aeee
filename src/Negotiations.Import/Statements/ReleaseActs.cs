using System.Text.Json;
using Negotiations.Events;

namespace Negotiations.Import.Statements;

/// <summary>
/// The acts by which a release changes what is recorded. Their ids follow from what they say, so that an import that
/// is run again records them once.
/// </summary>
/// <param name="release">The source of each.</param>
/// <param name="negotiation">Id of the negotiation they are recorded in.</param>
/// <param name="import">This import.</param>
internal sealed class ReleaseActs(Release release, string negotiation, Guid import)
{
    private const int MostOfNote = 2000;

    public SourceAttached Attestation(Guid target, Guid id) =>
        new()
        {
            EventId = id,
            Target = target,
            Stance = Stance.Confirms,
            Sources = [release.ToSource(null)],
        };

    public EventCorrected NewKey(Guid target, Guid key, JsonElement patch) =>
        new()
        {
            EventId = key,
            Target = target,
            Patch = patch,
            Reason = $"{release.Title} of {release.Published:yyyy-MM-dd} has the row under another id.",
            Sources = [release.ToSource(null)],
        };

    // The same word of a later release is the same act.
    public Guid ContestId(Guid target, JsonElement patch, int round) =>
        StatementId.Of([
            release.Dataset,
            "contested",
            target.ToString(),
            JsonSerializer.Serialize(patch),
            .. Round(round),
        ]);

    public Guid AttestationId(Guid target, int round) =>
        StatementId.Of([release.Dataset, "attested", target.ToString(), $"{release.Published:O}", .. Round(round)]);

    private static string[] Round(int round) => round == 0 ? [] : [$"round {round}"];

    public SourceAttached Contest(Guid target, Guid id, JsonElement patch) =>
        new()
        {
            EventId = id,
            Target = target,
            Stance = Stance.Disputes,
            Sources = [release.ToSource(null)],
            Note = Clip($"{release.Title} now says {patch.GetRawText()}; a correction of the record says otherwise."),
        };

    private static string Clip(string note) => note.Length <= MostOfNote ? note : note[..MostOfNote] + "...";

    public EventRetracted Restoration(Guid withdrawn) =>
        Act(
            new EventRetracted
            {
                Target = withdrawn,
                Reason = RetractionReason.Withdrawn,
                Note = $"{release.Title} has the row again.",
            },
            "restored"
        );

    public EventRetracted Move(Guid target, EventPlace there) =>
        Act(
            new EventRetracted
            {
                Target = target,
                Reason = RetractionReason.WrongNegotiation,
                MovedTo = there,
                Note = $"{release.Title} of {release.Published:yyyy-MM-dd} has the row elsewhere.",
            },
            "moved"
        );

    public EventCorrected Correction(Guid target, JsonElement patch) =>
        Act(
            new EventCorrected
            {
                Target = target,
                Patch = patch,
                Reason =
                    $"{release.Title} of {release.Published:yyyy-MM-dd} gives another "
                    + $"{string.Join(", ", patch.EnumerateObject().Select(member => member.Name))}.",
            },
            StatementId.Of(JsonSerializer.Serialize(patch)).ToString()
        );

    public EventRetracted Retraction(Guid target) =>
        Act(
            new EventRetracted
            {
                Target = target,
                Reason = RetractionReason.Withdrawn,
                Note = $"{release.Title} of {release.Published:yyyy-MM-dd} no longer has the row.",
            },
            "gone"
        );

    private T Act<T>(T act, string what)
        where T : Act =>
        act with
        {
            EventId = StatementId.Of(import.ToString(), negotiation, act.Target.ToString(), what),
            Sources = [release.ToSource(null)],
        };
}
