using System.Text;
using Negotiations.Actors;
using Negotiations.Events;
using Negotiations.Import.Formats;
using Negotiations.Import.Statements;

namespace Negotiations.Specs.Import;

/// <summary>The report of an import names the columns that nothing is taken from, and no others.</summary>
public sealed class ReadColumnSpecs
{
    private const string Ged =
        "id,year,dyad_name,date_start,date_end,best,high,low,gwnoa,headline\n"
        + "1,1985,Soviet Union - X,1985-02-01,1985-02-01,1,1,1,365,x\n";

    [Fact]
    public void A_year_that_says_which_state_a_number_meant_is_read()
    {
        using var reader = Open(new UcdpGedFormat(), Ged);
        Assert.Equal(["headline"], reader.UnreadColumns);
        var clash = Assert.IsType<ClashReported>(Assert.Single(reader.Read()).Statements[0].Fact);
        Assert.Equal("SUN", Assert.Single(clash.Actors!).Id);
    }

    [Theory]
    [InlineData("Kyrgyzstan", null, "KGZ", "acled-kyrgyzstan")]
    [InlineData("Kyrgyz Republic", null, "KGZ", "acled-kyrgyz-republic")]
    [InlineData("Kyrgyzstan", "417", "KGZ", "acled-kgz")]
    [InlineData("Kyrgyzland", null, null, "acled-kyrgyzland")]
    [InlineData("European Union", null, null, "acled-european-union")]
    public void A_country_without_its_number_is_known_by_its_name(
        string name,
        string? iso,
        string? code,
        string negotiation
    )
    {
        var file =
            "event_id_cnty,event_date,event_type,country,iso,fatalities\n"
            + $"KGZ1,2022-09-16,Battles,{name},{iso},3\n";
        using var reader = Open(new AcledFormat(), file);
        var row = Assert.Single(reader.Read());
        Assert.Equal(negotiation, row.Destination?.Id);
        Assert.Equal(code, row.Statements[0].Fact.Place?.Country);
        Assert.Equal(code, row.Statements[0].Fact.Actors?[0].Id);
    }

    private static DatasetReader Open(DatasetFormat format, string file) =>
        DatasetReader.Open(
            new MemoryStream(Encoding.UTF8.GetBytes(file)),
            format,
            new Release(format.Name, new DateOnly(2025, 1, 1), format.Title, format.Publisher),
            Routing.Default,
            new DateOnly(2025, 1, 2),
            ActorRegistry.BuiltIn
        );
}
