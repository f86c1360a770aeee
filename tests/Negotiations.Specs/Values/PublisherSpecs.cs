using Negotiations.Values;

namespace Negotiations.Specs.Values;

/// <summary>One publisher is one voice, however its name was typed.</summary>
public class PublisherSpecs
{
    [Theory]
    [InlineData(
        "\u0419\u045e\u043b \u0433\u0430\u0437\u0435\u0442\u0430\u0441\u0438",
        "\u0418\u0306\u0443\u0306\u043b \u0433\u0430\u0437\u0435\u0442\u0430\u0441\u0438"
    )]
    [InlineData("Asia-Plus", "asia-PLUS")]
    [InlineData("24.kg", " 24.kg ")]
    [InlineData("Asia Plus", "Asia\u00a0\u2009Plus")]
    [InlineData("AKI press", "AKIpress")]
    [InlineData("Asia Plus", "Asia Pl\u00adus\u200b")]
    [InlineData("AKIpress", "\uff21\uff2b\uff29\uff50\uff52\uff45\uff53\uff53")]
    [InlineData("\u1ebf", "e\u0301\u0302")]
    [InlineData("\u1ebf", "e\u0302\u0301")]
    [InlineData("\u00c5", "\u212b")]
    public void Blanks_case_width_and_unicode_form_make_no_second_voice(string one, string other) =>
        Assert.True(PublisherKey.AreOne(one, other));

    [Theory]
    [InlineData("Asia-Plus", "Asia Plus")]
    [InlineData("\u0419\u043e\u043b", "\u0418\u043e\u043b")]
    [InlineData("24.kg", "24.tj")]
    public void Other_letters_do(string one, string other) => Assert.False(PublisherKey.AreOne(one, other));
}
