using System.Diagnostics;
using System.Text.Json.Nodes;
using Negotiations.Views;

namespace Negotiations.Specs.Views;

/// <summary>What differs between two answers, however long they are.</summary>
public sealed class DifferenceSpecs
{
    [Fact]
    public void Items_of_one_code_are_compared_by_their_place()
    {
        var changes = Difference.Between(List("a", "b", "a#2", "a"), List("a", "b", "a#2", "a", "a"));

        Assert.Equal(["items[a#4]"], changes.Select(each => each.Field));
    }

    // Anomalies of a long record are thousands of one code. Held against each other one by one, so many take minutes.
    [Fact]
    public void Thirty_thousand_items_of_one_code_are_compared_in_seconds()
    {
        string[] codes = [.. Enumerable.Repeat("round-number-gap", 30_000)];
        var watch = Stopwatch.StartNew();

        Assert.Single(Difference.Between(List([.. codes, "other"]), List(codes)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    static JsonObject List(params string[] codes) =>
        new() { ["items"] = new JsonArray([.. codes.Select(code => new JsonObject { ["code"] = code })]) };
}
