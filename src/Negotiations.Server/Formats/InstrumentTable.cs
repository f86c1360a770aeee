using System.Globalization;
using Negotiations.Json;
using Negotiations.Views;

namespace Negotiations.Server.Formats;

/// <summary>Treaties and other instruments: a row for each, with how far it has come.</summary>
internal static class InstrumentTable
{
    private static readonly IReadOnlyList<TableColumn<Row>> Columns =
    [
        new("negotiation", row => row.Status.Id),
        new("instrument_id", row => row.Instrument.Id),
        new("title", row => row.Instrument.Title),
        new("type", row => row.Instrument.Type is { } type ? WireName.Of(type) : null),
        new("standing", row => row.Instrument.Standing is { } standing ? WireName.Of(standing) : null),
        new("binding", row => row.Instrument.Binding is { } binding ? Text(binding) : null),
        new("status", row => row.Instrument.Status is { } status ? WireName.Of(status) : null),
        new("authenticated_on", row => row.Instrument.Authenticated?.On.Text),
        new("authenticated_mode", row => row.Instrument.Authenticated is { } act ? WireName.Of(act.Mode) : null),
        new("signed_on", row => row.Instrument.Signed?.Text),
        new("signatories", row => EventColumns.Join(row.Instrument.Signatories.Select(each => each.Party))),
        new("consents", row => EventColumns.Join(row.Instrument.Consents.Select(ConsentOf))),
        new("awaiting", row => EventColumns.Join(row.Instrument.Awaiting)),
        new("in_force_on", row => row.Instrument.EntryIntoForce?.On?.Text),
        new("provisional_on", row => row.Instrument.EntryIntoForce?.Provisional?.Text),
        new("expected_on", row => row.Instrument.EntryIntoForce?.Expected?.On.Text),
        new("parties", row => EventColumns.Join(row.Instrument.Parties.Select(PartyOf))),
        new("registry", row => row.Instrument.Registered?.Registry),
        new("registered_number", row => row.Instrument.Registered?.Number),
        new("ended_on", row => row.Instrument.Ended?.On.Text),
        new("ended_mode", row => row.Instrument.Ended is { } end ? WireName.Of(end.Mode) : null),
        new("successor", row => row.Instrument.Ended?.Successor),
        new("amends", row => row.Instrument.Amends),
        new("supersedes", row => row.Instrument.Supersedes),
        new("validity", row => row.Instrument.Validity?.Text),
        new("value_low", (csv, row) => csv.WriteField(row.Instrument.Value?.Low)),
        new("value_best", (csv, row) => csv.WriteField(row.Instrument.Value?.Best)),
        new("value_high", (csv, row) => csv.WriteField(row.Instrument.Value?.High)),
        new("value_unit", row => row.Instrument.Value?.Unit),
        new("value_text", row => row.Instrument.Value?.Text),
        new("provisions", (csv, row) => csv.WriteField(row.Instrument.Provisions.Count)),
        new("events", row => EventColumns.Join(row.Instrument.Events.Select(each => each.ToString()))),
    ];

    public static readonly Table<Row> Layout = Table<Row>.Of("instruments", Columns, row => row.Status.Id);

    public static IEnumerable<Row> RowsOf(Views.Status status) =>
        status.Instruments.Select(instrument => new Row(status, instrument));

    private static string Text(bool value) => value ? "true" : "false";

    private static string ConsentOf(ConsentView consent) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{consent.Party ?? "all"}:{WireName.Of(consent.Mode)}:{(consent.Effective ?? consent.On).Text}"
        );

    private static string PartyOf(TreatyPartyView party) =>
        $"{party.Party}:{party.Since.Text}/{party.Until?.Text ?? ".."}";

    internal sealed record Row(Views.Status Status, InstrumentView Instrument);
}
