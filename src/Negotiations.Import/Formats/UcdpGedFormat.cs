using Negotiations.Actors;
using Negotiations.Import.Statements;

namespace Negotiations.Import.Formats;

/// <summary>
/// UCDP GED, events of organised violence: one negotiation a dyad, one clash a row, its headline toll (low, best,
/// high) and the dead of each side beside it. Columns that one release names otherwise than another are read under
/// either name.
/// </summary>
public sealed partial class UcdpGedFormat : DatasetFormat
{
    public override string Name => "ucdp-ged";

    public override string Title => "UCDP Georeferenced Event Dataset";

    public override string Publisher => "UCDP";

    public override IReadOnlyList<string> Required =>
        ["id", "dyad_name", "date_start", "date_end", "best", "high", "low"];

    public override IReadOnlyList<string> Optional =>
        [
            "relid",
            "year",
            "dyad_new_id",
            "conflict_new_id",
            "side_a",
            "side_a_new_id",
            "side_b",
            "side_b_new_id",
            "source_article",
            "source_office",
            "source_date",
            "source_headline",
            "source_original",
            "where_prec",
            "where_coordinates",
            "where_description",
            "adm_1",
            "adm_2",
            "latitude",
            "longitude",
            "country",
            "country_id",
            "event_clarity",
            "date_prec",
            "deaths_a",
            "deaths_b",
            "deaths_civilians",
            "deaths_unknown",
            "gwnoa",
            "gwnob",
            "type_of_violence",
        ];

    public override string LocatorOf(string key) => $"id {key}";

    public override IReadOnlyList<string> IdSchemes => ["dyad", "conflict", "actor-a", "actor-b"];

    public override bool HasPoints => true;

    public override IRowMapper Map(Release release, ActorRegistry actors) => new Mapper(this, release, actors);
}
