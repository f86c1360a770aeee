using Negotiations.Import.Formats;
using Negotiations.Import.Statements;
using Negotiations.Import.Tables;
using static Negotiations.Specs.Import.TableFileSpecs;

namespace Negotiations.Specs.Import;

/// <summary>A cell that a spreadsheet could not compute is not an empty one: its row waits for a person.</summary>
public class ErrorCellSpecs
{
    private const string Rounds = """
        { "type": "round-held", "part": "round", "set": {
            "occurred": { "column": "date", "as": "date" }, "place.name": { "column": "place" } } }
        """;

    [Theory]
    [InlineData("#N/A")]
    [InlineData("#REF!")]
    [InlineData("#DIV/0!")]
    [InlineData("#NAME?")]
    public async Task The_row_of_an_error_in_a_workbook_is_set_aside_and_its_cell_named(string error)
    {
        var rows = await ReadAsync(
            Rounds,
            ["id", "date", "place", "aside"],
            ["1", "=45037", "Batken", $"!{error}"],
            ["2", "=45052", $"!{error}", ""],
            ["3", $"!{error}", "Osh", ""]
        );

        Assert.Equal(
            [RowState.Accepted, RowState.Quarantined, RowState.Quarantined],
            rows.Select(row => row.Report.State)
        );
        var note = rows[1].Report.Notes[^1];
        Assert.Equal(("cell-error", "place", error), (note.Code, note.Column, note.Was));
        Assert.Contains("C3", note.Why, StringComparison.Ordinal);
        Assert.Contains(rows[2].Report.Notes, each => each.Column == "date" && each.Why.Contains("B4"));
    }

    [Fact]
    public async Task A_mapping_may_say_that_an_error_stands_for_nothing()
    {
        var rows = await ReadAsync(
            Rounds,
            ["id", "date", "place"],
            """
            "absent": ["#N/A"],
            """,
            ["1", "=45037", "!#N/A"],
            ["2", "=45052", "!#REF!"]
        );

        Assert.Equal([RowState.Accepted, RowState.Quarantined], rows.Select(row => row.Report.State));
        Assert.Null(rows[0].Statements[0].Fact.Place?.Name);
    }

    [Fact]
    public async Task A_row_whose_key_could_not_be_computed_may_be_about_any_negotiation()
    {
        var rows = await ReadAsync(Rounds, ["id", "date", "place"], ["!#REF!", "=45037", "Batken"]);

        Assert.Equal((RowState.Quarantined, StatedRow.AnyNegotiation), (rows[0].Report.State, rows[0].InDoubt));
    }

    private static Task<List<StatedRow>> ReadAsync(string events, string[] header, params string[][] rows) =>
        ReadAsync(events, header, "", rows);

    private static async Task<List<StatedRow>> ReadAsync(
        string events,
        string[] header,
        string more,
        params string[][] rows
    )
    {
        using var table = await TableFile.OpenAsync(
            new MemoryStream(Book(("Rounds", Sheet([header, .. rows])))),
            new FileLayout(),
            () => new MemoryStream(),
            1 << 20,
            TestContext.Current.CancellationToken
        );
        return TableSpecs.Read(((MemoryStream)table.Text).ToArray(), TableSpecs.Mapping(events, more));
    }
}
