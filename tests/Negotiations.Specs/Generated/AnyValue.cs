using System.Text.Json;
using CsCheck;
using Negotiations.Values;

namespace Negotiations.Specs.Generated;

/// <summary>Any value the wire can carry, plausible or not.</summary>
internal static class AnyValue
{
    public static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf(
            "Batken",
            "Исфара",
            "Vorukh",
            "mid-September",
            "\"dozens\" <reportedly> & more",
            "ünïcode — ‘quotes’",
            "😀",
            "a\\b",
            "line\nbreak",
            "1.0",
            "null",
            ""
        ),
        Gen.Char['\u0001', '\uD7FF'].Array[0, 12].Select(letters => new string(letters))
    );

    public static readonly Gen<decimal> Number = Gen.OneOf(
        Gen.Int[0, 3000].Select(number => (decimal)number),
        Gen.Decimal[0m, 1_000_000m],
        Gen.OneOf(0m, 1.0m, 972.80m, 137_000m, decimal.MaxValue)
    );

    public static readonly Gen<JsonElement> Json = Gen.OneOf(
            """{"occurred":"2022-09-14","place":{"name":"Ak-Sai"},"weapons":[]}""",
            """{"type":"LineString","coordinates":[[70.55,39.83],[70.610,3.987e1]]}""",
            "{}"
        )
        .Select(text => JsonElement.Parse(text));

    /// <summary>A date in any of the accepted forms.</summary>
    public static Gen<Edtf> Date => AnyEdtf.Text.Select(Edtf.Parse);
}
