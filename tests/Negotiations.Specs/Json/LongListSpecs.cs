using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Negotiations.Json;

namespace Negotiations.Specs.Json;

/// <summary>An answer that would be too large has the first items of its lists and says where the rest is.</summary>
public sealed class LongListSpecs
{
    static readonly string text = new('x', 200);

    [Fact]
    public void An_answer_with_room_is_the_same_bytes()
    {
        var answer = Bytes(new JsonObject { ["events"] = Items(100) });
        Assert.True(LongLists.Cut(answer, path => path).Span == answer.Span);
    }

    [Fact]
    public void Lists_are_cut_at_every_depth_no_more_than_the_room_asks_for()
    {
        var answer = Bytes(
            new JsonObject
            {
                ["short"] = Items(3),
                ["long"] = Items(4_000),
                ["view"] = new JsonObject { ["inner"] = Items(4_000) },
                ["things"] = new JsonArray(new JsonObject { ["parts"] = Items(4_000) }),
            }
        );
        var cut = LongLists.Cut(answer, path => $"/lists/{path}");
        var json = JsonNode.Parse(cut.Span)!;

        Assert.InRange(cut.Length, LongLists.Room / 4, LongLists.Room);
        Assert.Equal(3, json["short"]!.AsArray().Count);
        Assert.Null(json["shortMore"]);
        Says(json, "long", "/lists/long");
        Says(json["view"]!, "inner", "/lists/view.inner");
        Says(json["things"]![0]!, "parts", "/lists/things.0.parts");

        static void Says(JsonNode place, string name, string address)
        {
            Assert.InRange(place[name]!.AsArray().Count, 2, 3_999);
            Assert.Equal(4_000, (int)place[name + "Count"]!);
            Assert.Equal(address, (string)place[name + "More"]!);
        }
    }

    [Theory]
    [InlineData("view.inner", 4)]
    [InlineData("things.0.parts", 5)]
    [InlineData("things", 1)]
    [InlineData("things.1.parts", null)]
    [InlineData("things.-1.parts", null)]
    [InlineData("view", null)]
    [InlineData("view.inner.0", null)]
    [InlineData("", null)]
    [InlineData("..", null)]
    public void A_list_is_found_by_its_path(string path, int? count)
    {
        using var json = JsonDocument.Parse(
            Bytes(
                new JsonObject
                {
                    ["view"] = new JsonObject { ["inner"] = Items(4) },
                    ["things"] = new JsonArray(new JsonObject { ["parts"] = Items(5) }),
                }
            )
        );
        Assert.Equal(count, LongLists.Find(json.RootElement, path)?.GetArrayLength());
    }

    [Fact]
    public void A_whole_answer_cut_like_another_differs_only_where_what_is_shown_differs()
    {
        var whole = new JsonObject { ["view"] = new JsonObject { ["inner"] = Items(4_000) } };
        var shown = JsonNode.Parse(LongLists.Cut(Bytes(whole), path => path).Span)!;
        LongLists.CutLike(whole, shown);
        Assert.True(JsonNode.DeepEquals(whole, shown));

        var fewer = new JsonObject { ["view"] = new JsonObject { ["inner"] = Items(3_999) } };
        LongLists.CutLike(fewer, shown);
        Assert.False(JsonNode.DeepEquals(fewer, shown));
    }

    static JsonArray Items(int count) => [.. Enumerable.Range(0, count).Select(n => JsonValue.Create($"{n} {text}"))];

    static ReadOnlyMemory<byte> Bytes(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
