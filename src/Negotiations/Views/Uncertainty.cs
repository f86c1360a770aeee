using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;

namespace Negotiations.Views;

/// <summary>Where what certainly held and what possibly held tell different stories.</summary>
internal static class Uncertainty
{
    // The fields a reader takes as one plain value; lists differ by the very events that are uncertain and say so by their dates.
    private static readonly (string Field, Func<Status, object?> Read)[] Fields =
    [
        ("boundaryStage", status => status.BoundaryStage),
        ("security", status => status.Security),
        ("health", status => status.Health),
        ("draftingInstructed", status => status.DraftingInstructed),
        ("finalDocumentsDrafted", status => status.FinalDocumentsDrafted),
        ("rounds.held", status => status.Rounds.Held),
        ("sections.agreed", status => status.Sections.Agreed),
        ("sections.remaining", status => status.Sections.Remaining),
        ("sections.allAgreed", status => status.Sections.AllAgreed),
        ("clashes.count", status => status.Clashes.Count),
        ("clashes.killed", status => status.Clashes.Killed),
        ("clashes.injured", status => status.Clashes.Injured),
        ("instruments", status => status.Instruments.Count),
        ("meetings", status => status.Meetings.Count),
        ("lastEvent", status => status.LastEvent?.EventId),
    ];

    public static IReadOnlyList<UncertainField> Between(Status certain, Status possible)
    {
        var fields = new List<UncertainField>();
        foreach (var (field, read) in Fields)
        {
            var (sure, told) = (read(certain), read(possible));
            if (!Equals(sure, told))
                fields.Add(new UncertainField(field, ToNode(sure), ToNode(told)));
        }

        return fields;
    }

    private static JsonNode? ToNode(object? value) => JsonSerializer.SerializeToNode(value, EventJson.Options);
}
