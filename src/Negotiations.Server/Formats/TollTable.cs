using Negotiations.Values;
using Negotiations.Views;

namespace Negotiations.Server.Formats;

/// <summary>What was counted in each clash: a row for each side, and one for all sides.</summary>
internal static class TollTable
{
    private static readonly (string Name, Func<Row, Figure?> Read)[] Losses =
    [
        ("killed", row => row.Counted.Killed),
        ("injured", row => row.Counted.Injured),
        ("displaced", row => row.Counted.Displaced),
        ("evacuated", row => row.Counted.Evacuated),
        ("displaced_households", row => row.Counted.DisplacedHouseholds),
        ("evacuated_households", row => row.Counted.EvacuatedHouseholds),
    ];

    private static readonly IReadOnlyList<TableColumn<Row>> Columns =
    [
        new("negotiation", row => row.Status.Id),
        new("title", row => row.Status.Title),
        new("clash_id", row => row.Incident.ClashId),
        new("occurred", row => row.Incident.Occurred.Text),
        new("earliest", row => EventColumns.Day(row.Incident.Occurred.Earliest)),
        new("latest", row => EventColumns.Day(row.Incident.Occurred.Latest)),
        new("over", row => row.Incident.Over is { } over ? EventColumns.Join(over) : null),
        new("side", row => row.Side),
        .. Losses.SelectMany(loss => ColumnsOf(loss.Name, loss.Read)),
    ];

    public static readonly Table<Row> Layout = Table<Row>.Of("tolls", Columns, row => row.Status.Id);

    public static IEnumerable<Row> RowsOf(Views.Status status) =>
        status.Clashes.Incidents.SelectMany(incident =>
            incident
                .Sides.Select(side => new Row(
                    status,
                    incident,
                    side.Side,
                    new Losses(
                        side.Killed,
                        side.Injured,
                        side.Displaced,
                        side.Evacuated,
                        side.DisplacedHouseholds,
                        side.EvacuatedHouseholds
                    )
                ))
                .Append(new Row(status, incident, null, incident.Total))
        );

    private static IEnumerable<TableColumn<Row>> ColumnsOf(string name, Func<Row, Figure?> read) =>
        [
            new($"{name}_low", (csv, row) => csv.WriteField(read(row)?.Low)),
            new($"{name}_best", (csv, row) => csv.WriteField(read(row)?.Best)),
            new($"{name}_high", (csv, row) => csv.WriteField(read(row)?.High)),
            new($"{name}_open", row => read(row)?.Open is { } open ? Json.WireName.Of(open) : null),
        ];

    /// <param name="Side">Its code; null: all sides together.</param>
    internal sealed record Row(Views.Status Status, IncidentView Incident, string? Side, Losses Counted);
}
