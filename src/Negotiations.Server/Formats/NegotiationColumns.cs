using Negotiations.Json;
using Negotiations.Views;

namespace Negotiations.Server.Formats;

/// <summary>A negotiation as a row of the list; docs/codebook.md says what each column means.</summary>
internal static class NegotiationColumns
{
    public static readonly IReadOnlyList<string> Names =
    [
        "id",
        "title",
        "kind",
        "subject",
        "parties",
        "phase",
        "phase_certain",
        "phase_since",
        "boundary_stage",
        "security",
        "health",
        "next_meeting",
        "last_event",
        "last_event_type",
        "anomalies",
        "version",
        "recorded_at",
    ];

    public static void Write(CsvRow row, Summary summary)
    {
        row.WriteField(summary.Id);
        row.WriteField(summary.Title);
        row.WriteField(WireName.Of(summary.Kind));
        row.WriteField(WireName.Of(summary.Subject));
        row.WriteField(
            EventColumns.Join(
                summary.Parties.Select(party => party.Role is { } role ? $"{party.Id}:{WireName.Of(role)}" : party.Id)
            )
        );
        row.WriteField(
            summary.Phase is null ? null : string.Join('|', summary.Phase.Possible.Select(phase => WireName.Of(phase)))
        );
        row.WriteField(summary.Phase?.Certain is { } certain ? WireName.Of(certain) : null);
        row.WriteField(summary.Phase?.Since?.Text);
        row.WriteField(summary.BoundaryStage is { } stage ? WireName.Of(stage) : null);
        row.WriteField(WireName.Of(summary.Security));
        row.WriteField(summary.Health is { } health ? WireName.Of(health) : null);
        row.WriteField(summary.NextMeeting?.PlannedFor.Text);
        row.WriteField(summary.LastEvent?.Occurred.Text);
        row.WriteField(summary.LastEvent?.Type);
        row.WriteField(summary.Anomalies);
        row.WriteField(summary.Version);
        row.WriteField(InstantConverter.Print(summary.RecordedAt));
    }

    public static void WriteUnreadable(CsvRow row, Summary summary)
    {
        row.WriteField(summary.Id);
        row.WriteField("unreadable");
    }
}
