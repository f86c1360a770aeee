using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;

namespace Negotiations.Views;

/// <summary>
/// Where the answers of different placings and readings differ. Fields that a fold decides exactly say so themselves
/// (<see cref="Findings.MayBe"/>); of the others, the outermost readings are compared.
/// </summary>
internal static class Uncertainty
{
    // The fields a reader takes as one plain value; lists differ by the very events that are uncertain and say so by their dates.
    private static readonly (string Field, Func<Status, object?> Read)[] Fields =
    [
        ("boundaryStage", status => status.BoundaryStage),
        ("draftingInstructed", status => status.DraftingInstructed),
        ("finalDocumentsDrafted", status => status.FinalDocumentsDrafted),
        ("rounds.held", status => status.Rounds.Held),
        ("sections.agreed", status => status.Sections.Agreed),
        ("sections.remaining", status => status.Sections.Remaining),
        ("sections.total", status => status.Sections.Total),
        ("sections.share", status => status.Sections.Share),
        ("sections.allAgreed", status => status.Sections.AllAgreed),
        ("clashes.count", status => status.Clashes.Count),
        ("clashes.killed", status => status.Clashes.Killed),
        ("clashes.injured", status => status.Clashes.Injured),
        ("instruments", status => status.Instruments.Count),
        ("meetings", status => status.Meetings.Count),
        ("milestones", status => status.Milestones.Count),
        ("commitments", status => status.Commitments.Count),
        ("statements", status => status.Statements.Count),
        ("parties", status => status.Parties.Count),
        ("lastEvent", status => status.LastEvent?.EventId),
        ("lastHeard", status => status.LastHeard?.On),
    ];

    /// <param name="decided">By the folds themselves.</param>
    /// <param name="readings">
    /// Of all that was, of the reference, of all that may have been: from the least to the most.
    /// </param>
    public static IReadOnlyList<UncertainField> Between(IReadOnlyList<UncertainField> decided, params IReadOnlyList<Status> readings)
    {
        List<UncertainField> fields = [.. decided];
        if (readings.Count < 2)
            return fields;

        foreach (var (field, read) in Fields)
        {
            if (fields.Exists(each => each.Field == field))
                continue;

            List<object?> values = [.. readings.Select(read).Distinct()];
            if (values.Count > 1)
                fields.Add(new UncertainField(field, null, [.. values.Select(ToNode)]));
        }

        return fields;
    }

    private static JsonNode? ToNode(object? value) => JsonSerializer.SerializeToNode(value, EventJson.Options);
}
