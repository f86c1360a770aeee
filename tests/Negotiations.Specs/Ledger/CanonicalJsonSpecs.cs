using System.Text;
using System.Text.Json;
using CsCheck;
using Negotiations.Json;
using Negotiations.Ledger;
using Negotiations.Specs.Generated;

namespace Negotiations.Specs.Ledger;

/// <summary>
/// One value, one sequence of bytes (RFC 8785). The first six cases are the ones its author publishes with the
/// scheme.
/// </summary>
public class CanonicalJsonSpecs
{
    [Theory]
    [InlineData("""[ 56, { "d": true, "10": null, "1": [ ] } ]""", """[56,{"1":[],"10":null,"d":true}]""")]
    [InlineData(
        """{ "peach": "This sorting order", "péché": "is wrong according to French","""
            + """ "pêche": "but canonicalization MUST", "sin": "ignore locale" }""",
        """{"peach":"This sorting order","péché":"is wrong according """
            + """to French","pêche":"but canonicalization MUST","sin":"ignore locale"}"""
    )]
    [InlineData(
        """{ "1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { },"""
            + """ "111": [ {"e": "yes","E": "no" } ], "A": { } }""",
        """{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}"""
    )]
    [InlineData("""{ "Unnormalized Unicode":"A\u030a" }""", "{\"Unnormalized Unicode\":\"A\u030a\"}")]
    [InlineData(
        """{ "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],"""
            + """ "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] }""",
        """{"literals":[null,true,false],"numbers":"""
            + """[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"""
    )]
    [InlineData(
        """{ "\u20ac": "Euro Sign", "\r": "Carriage Return", "\u000a": "Newline", "1": "One","""
            + """ "\u0080": "Control\u007f", "\ud83d\ude02": "Smiley","""
            + """ "\u00f6": "Latin Small Letter O With Diaeresis", "\ufb33": "Hebrew Letter Dalet With Dagesh","""
            + """ "</script>": "Browser Challenge" }""",
        "{\"\\n\":\"Newline\",\"\\r\":\"Carriage Return\",\"1\":\"One\",\"</script>\":\"Browser "
            + "Challenge\",\"\u0080\":\"Control\u007f\",\"ö\":\"Latin Small Letter O With "
            + "Diaeresis\",\"€\":\"Euro Sign\",\"\ud83d\ude02\":\"Smiley\",\"\ufb33\":\"Hebrew Letter Dalet "
            + "With Dagesh\"}"
    )]
    public void The_published_cases_come_out_byte_for_byte(string json, string canonical) =>
        Assert.Equal(canonical, Canonical(json));

    [Theory]
    [InlineData("\"\\u0000\\u001f\\b\\t\\n\\f\\r\"", "\"\\u0000\\u001f\\b\\t\\n\\f\\r\"")]
    [InlineData("\"\\u0061\\/\\u2028\"", "\"a/\u2028\"")]
    [InlineData("-0", "0")]
    [InlineData("-0.0e5", "0")]
    [InlineData("1.0", "1")]
    [InlineData("10000000000000000000000", "1e+22")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("1e-400", "0")]
    public void Spelling_does_not_matter(string json, string canonical) => Assert.Equal(canonical, Canonical(json));

    [Fact]
    public void Members_are_sorted_by_UTF16_code_units_where_their_UTF8_bytes_would_sort_otherwise() =>
        Assert.Equal("{\"\ud83d\ude02\":2,\"\ufb33\":1}", Canonical("{\"\ufb33\":1,\"\ud83d\ude02\":2}"));

    [Theory]
    [InlineData("""{"a":1,"a":1}""", "No canonical form: the member \"a\" occurs twice")]
    [InlineData("""{"a":1,"\u0061":2}""", "No canonical form: the member \"a\" occurs twice")]
    [InlineData("""{"x":[0,{"a/b":{"c":1,"c":2}}]}""", "No canonical form at /x/1/a~1b: the member \"c\" occurs twice")]
    [InlineData(
        """["\ud83d"]""",
        "No canonical form at /0: the string holds half a surrogate pair, or bytes that are not UTF-8"
    )]
    [InlineData(
        """["\ude02\ud83d"]""",
        "No canonical form at /0: the string holds half a surrogate pair, or bytes that are not UTF-8"
    )]
    [InlineData(
        """{"\udead":0}""",
        "No canonical form: a member's name holds half a surrogate pair, or bytes that are not UTF-8"
    )]
    [InlineData("[1e400]", "No canonical form at /0: 1e400 is beyond the range of an IEEE 754 double")]
    public void What_has_no_one_meaning_is_refused_where_it_stands(string json, string message) =>
        Assert.Equal(message, Assert.Throws<CanonicalJsonException>(() => Canonical(json)).Message);

    [Fact]
    public void The_fast_way_through_text_gives_the_bytes_of_the_plain_way_through_a_document() =>
        AnyEvent.OfAnyType.Sample(@event =>
        {
            var text = EventJson.Write(@event);
            using var document = JsonDocument.Parse(text);
            Assert.Equal(CanonicalJson.Of(document.RootElement), CanonicalJson.Of(text));
        });

    [Theory]
    [InlineData("NaN")]
    [InlineData("[Infinity]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("01")]
    [InlineData("1 2")]
    [InlineData("// no\n1")]
    [InlineData("\ufeff1")]
    [InlineData("\"a\nb\"")]
    [InlineData("")]
    public void What_is_not_JSON_is_refused(string json)
    {
        Assert.False(CanonicalJson.TryOf(Encoding.UTF8.GetBytes(json), InexactNumbers.Round, out _, out var reason));
        Assert.StartsWith("No canonical form: this is not JSON", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x22, 0xff, 0x22 })]
    [InlineData(new byte[] { 0x22, 0xed, 0xa0, 0x80, 0x22 })] // half a surrogate pair, encoded like a character
    [InlineData(new byte[] { 0x22, 0xc0, 0xaf, 0x22 })] // a slash in two bytes
    public void Bytes_that_are_not_UTF8_are_refused(byte[] json) =>
        Assert.False(CanonicalJson.TryOf(json, InexactNumbers.Round, out _, out _));

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("333333333.33333329")]
    [InlineData("0.1000000000000000055511151231257827")]
    [InlineData("1e-400")]
    [InlineData("1e-99999999999999999999")]
    public void For_the_ledger_a_number_that_would_be_rounded_is_refused(string json)
    {
        Assert.False(CanonicalJson.TryOf(Encoding.UTF8.GetBytes(json), InexactNumbers.Refuse, out _, out var reason));
        Assert.Contains("write it as a string", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("970.80", "970.8")]
    [InlineData("0.10", "0.1")]
    [InlineData("1200e-2", "12")]
    [InlineData("0e99", "0")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    public void For_the_ledger_a_number_that_stays_the_same_is_taken(string json, string canonical)
    {
        Assert.True(CanonicalJson.TryOf(Encoding.UTF8.GetBytes(json), InexactNumbers.Refuse, out var bytes, out _));
        Assert.Equal(canonical, Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Nesting_is_read_to_a_fixed_depth()
    {
        static string Nested(int depth) => new string('[', depth) + new string(']', depth);

        Assert.Equal(Nested(CanonicalJson.MaxDepth), Canonical(Nested(CanonicalJson.MaxDepth)));
        Assert.Throws<CanonicalJsonException>(() => Canonical(Nested(CanonicalJson.MaxDepth + 1)));
    }

    [Fact]
    public void Writing_a_value_again_in_any_order_and_layout_changes_nothing() =>
        Values.Sample(value =>
        {
            var canonical = Canonical(value.Plain);
            return canonical == Canonical(value.Reordered) && canonical == Canonical(canonical);
        });

    private static readonly (string Plain, string Reordered)[] s_literals =
    [
        ("true", "true"),
        ("false", " false "),
        ("null", "null\n"),
        ("[]", "[ ]"),
        ("{}", "{ }"),
    ];

    // The same value written twice: plainly, and with its members reversed, white space added and every character
    // escaped.
    private static Gen<(string Plain, string Reordered)> Values { get; } =
        Gen.Recursive<(string Plain, string Reordered)>(
            (depth, inner) =>
            {
                var texts = Gen.String[Gen.Char['\u0001', '\ud7ff'], 0, 6]
                    .Select(text => (JsonSerializer.Serialize(text), Escaped(text)));
                var numbers = Gen
                    .Double.Where(double.IsFinite)
                    .Select(number => (JsonSerializer.Serialize(number), JsonSerializer.Serialize(number)));
                var literals = Gen.Int[0, s_literals.Length - 1].Select(i => s_literals[i]);
                if (depth > 3)
                    return Gen.OneOf(texts, numbers, literals);

                var arrays = inner
                    .Array[1, 4]
                    .Select(items =>
                        (
                            $"[{string.Join(',', items.Select(item => item.Plain))}]",
                            $"[ {string.Join(" ,\t", items.Select(item => item.Reordered))} ]"
                        )
                    );
                var objects = inner
                    .Array[1, 4]
                    .Select(items =>
                    {
                        var members = items
                            .Select((item, index) => (item, Name: $"{(char)('z' - index)}\u00e9\"{index}"))
                            .ToArray();
                        var plain = members.Select(each => $"{JsonSerializer.Serialize(each.Name)}:{each.item.Plain}");
                        var reordered = members
                            .Reverse()
                            .Select(each => $"{Escaped(each.Name)} : {each.item.Reordered}");
                        return ($"{{{string.Join(',', plain)}}}", $"{{ {string.Join(" , ", reordered)} }}");
                    });
                return Gen.OneOf(texts, numbers, literals, arrays, objects);
            }
        );

    private static string Escaped(string text) => $"\"{string.Concat(text.Select(c => $"\\u{(int)c:X4}"))}\"";

    private static string Canonical(string json) =>
        Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(json)));
}
