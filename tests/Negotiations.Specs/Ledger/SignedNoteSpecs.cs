using Negotiations.Ledger;

namespace Negotiations.Specs.Ledger;

/// <summary>A note counts for what trusted keys signed of it, and for nothing else.</summary>
public class SignedNoteSpecs
{
    private const string Unsigned = "This is an example message.\n\n";
    private const string SignatureLine =
        "\u2014 example.com/foo "
        + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private static readonly VerifierKey s_key = KeyOf(VerifierKeySpecs.SpecificationsOwn);

    [Fact]
    public void The_specifications_own_note_holds_and_writes_back()
    {
        var note = Parse(Unsigned + SignatureLine);
        Assert.Equal(s_key, Assert.Single(Assert.IsType<Signed>(note.Verify([s_key])).By).Key);
        Assert.Equal(Unsigned + SignatureLine, note.ToString());
    }

    [Fact]
    public void Signing_is_what_the_reader_verifies()
    {
        var note = new SignedNote("Ognuno sta solo\n\nsul cuor della terra\n", []);
        note = note.With(Ledgers.Log.Sign(note)).With(Ledgers.Stranger.Sign(note));
        var read = Parse(note.ToString());

        Assert.Equal(note.Text, read.Text);
        Assert.Equal(
            2,
            Assert.IsType<Signed>(read.Verify([Ledgers.Log.VerifierKey, Ledgers.Stranger.VerifierKey])).By.Count
        );
    }

    [Fact]
    public void A_changed_text_is_refused() =>
        Assert.Equal(
            new BadSignature("example.com/foo", "530d903a"),
            Parse(Unsigned.Replace("example", "Example", StringComparison.Ordinal) + SignatureLine).Verify([s_key])
        );

    [Fact]
    public void Unknown_signatures_are_ignored_and_alone_count_for_nothing()
    {
        var note = Parse(Unsigned + SignatureLine);
        note = note.With(Ledgers.Stranger.Sign(note));
        Assert.True(note.Verify([s_key]).Holds);

        var failure = Assert.IsType<NotSigned>(note.Verify([Ledgers.Log.VerifierKey]));
        Assert.Equal([$"{Ledgers.Origin}+{Ledgers.Log.VerifierKey.KeyId:x8}"], failure.Trusted);
        Assert.Equal("example.com/foo+530d903a", failure.Found[0]);
    }

    [Fact]
    public void A_forged_signature_in_the_name_of_a_known_key_condemns_the_note_no_matter_who_else_signed_it()
    {
        var note = Parse(Unsigned + SignatureLine);
        var forged = note.With(new NoteSignature(s_key.Name, s_key.KeyId, new byte[64])).With(Ledgers.Log.Sign(note));
        Assert.IsType<BadSignature>(forged.Verify([s_key, Ledgers.Log.VerifierKey]));
        Assert.True(forged.Verify([Ledgers.Log.VerifierKey]).Holds);
    }

    [Fact]
    public void The_same_key_twice_is_one_signer()
    {
        var note = Parse(Unsigned + SignatureLine + SignatureLine);
        Assert.Single(Assert.IsType<Signed>(note.Verify([s_key])).By);
    }

    [Fact]
    public void A_name_or_an_id_alone_does_not_make_a_key_known()
    {
        var note = Parse(Unsigned + SignatureLine);
        var sameName = new SignedNote(note.Text, [note.Signatures[0] with { KeyId = 1 }]);
        var sameId = new SignedNote(note.Text, [note.Signatures[0] with { KeyName = "example.com/bar" }]);
        Assert.IsType<NotSigned>(sameName.Verify([s_key]));
        Assert.IsType<NotSigned>(sameId.Verify([s_key]));
    }

    [Fact]
    public void No_trusted_key_verifies_nothing() =>
        Assert.IsType<NotSigned>(Parse(Unsigned + SignatureLine).Verify([]));

    [Theory]
    [InlineData("no signature\n")]
    [InlineData("no signature\n\n")]
    [InlineData("\n" + SignatureLine)]
    [InlineData("text\n" + SignatureLine)]
    [InlineData("carriage\r\n\n" + SignatureLine)]
    [InlineData("tab\t\n\n" + SignatureLine)]
    [InlineData("text\n\n- example.com/foo Uw2QOg==\n")]
    [InlineData("text\n\n\u2014 example.com/foo\n")]
    [InlineData("text\n\n\u2014 example.com/foo Uw2QOg==\n")] // an id and no signature
    [InlineData("text\n\n\u2014 example.com/foo Uw2QOgE\n")]
    [InlineData("text\n\n\u2014 example.com/foo Uw2QOgF=\n")] // stray bits in the last digit
    [InlineData("text\n\n\u2014 example.com/foo Uw2Q Og==\n")]
    [InlineData("text\n\n\u2014 example.com+foo Uw2QOgE=\n")]
    [InlineData("text\n\n\u2014 example.com/foo Uw2QOgE=")]
    [InlineData("text\n\n\u2014 example.com/foo Uw2QOgE=\nmore\n")]
    public void What_is_no_signed_note_is_refused(string text)
    {
        Assert.False(SignedNote.TryParse(Ledgers.Utf8(text), out _, out var failure));
        Assert.Equal("signed note", failure.What);
    }

    [Fact]
    public void A_note_that_is_not_UTF8_or_too_long_or_has_too_many_signatures_is_refused()
    {
        Assert.False(SignedNote.TryParse([0xff, .. Ledgers.Utf8(Unsigned + SignatureLine)], out _, out _));
        Assert.False(
            SignedNote.TryParse(
                Ledgers.Utf8(new string('a', SignedNote.MaxLength) + Unsigned + SignatureLine),
                out _,
                out _
            )
        );

        string Many(int count) => Unsigned + string.Concat(Enumerable.Repeat(SignatureLine, count));
        Assert.True(SignedNote.TryParse(Ledgers.Utf8(Many(SignedNote.MaxSignatures)), out _, out _));
        Assert.False(SignedNote.TryParse(Ledgers.Utf8(Many(SignedNote.MaxSignatures + 1)), out _, out _));
    }

    [Theory]
    [InlineData("no newline")]
    [InlineData("bell\a\n")]
    [InlineData("")]
    public void What_could_not_be_read_back_cannot_be_signed(string text) =>
        Assert.Throws<ArgumentException>(() => new SignedNote(text, []));

    private static SignedNote Parse(string text) =>
        SignedNote.TryParse(Ledgers.Utf8(text), out var note, out var failure)
            ? note
            : throw new FormatException(failure.Explanation);

    private static VerifierKey KeyOf(string text) =>
        VerifierKey.TryParse(text, out var key, out var failure) ? key : throw new FormatException(failure.Explanation);
}
