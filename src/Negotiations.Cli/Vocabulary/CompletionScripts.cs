namespace Negotiations.Cli.Vocabulary;

/// <summary>What a shell needs to ask the program itself: the scripts know no command and no option.</summary>
internal static class CompletionScripts
{
    /// <summary>Answered to by candidates, one a line; not for people.</summary>
    public const string Request = "__complete";

    /// <summary>The candidate that stands for the files of this machine.</summary>
    public const string Files = ":files";

    public static readonly IReadOnlyDictionary<string, string> All = new SortedDictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["bash"] = """
            # bash completion for negotiations. To have it in every shell:
            #   negotiations completion bash > ~/.local/share/bash-completion/completions/negotiations
            _negotiations() {
                local line word rest=${COMP_LINE:0:COMP_POINT} before
                local -a words=()
                # bash parts words at ':' and '=' too; the program gets them as they were typed.
                for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
                    before=${rest%%"$word"*}
                    rest=${rest#*"$word"}
                    if [[ -z $word || -n $before || ${#words[@]} -eq 0 ]]; then
                        words+=("$word")
                    else
                        words[${#words[@]}-1]+=$word
                    fi
                done
                # What is before the last of these stays where it is: a candidate replaces the rest alone.
                word=${words[${#words[@]}-1]}
                before=${word%"${COMP_WORDS[COMP_CWORD]}"}
                if [[ ${COMP_WORDS[COMP_CWORD]} == [:=] ]]; then
                    before=$word
                fi
                COMPREPLY=()
                while IFS= read -r line; do
                    line=${line%%$'\t'*}
                    if [[ $line == ':files' ]]; then
                        compopt -o default 2>/dev/null
                    elif [[ -n $line ]]; then
                        COMPREPLY+=("${line#"$before"}")
                    fi
                done < <("${words[0]}" __complete "${words[@]:1}" 2>/dev/null)
            }
            complete -F _negotiations negotiations

            """,
        ["fish"] = """
            # fish completion for negotiations. To have it in every shell:
            #   negotiations completion fish > ~/.config/fish/completions/negotiations.fish
            function __negotiations_complete
                set -l words (commandline -opc) (commandline -ct)
                set -l found ($words[1] __complete $words[2..-1] 2>/dev/null)
                if string match -q ':files*' -- $found[1]
                    __fish_complete_path (commandline -ct)
                else
                    string join -- \n $found
                end
            end
            complete -c negotiations -f -a '(__negotiations_complete)'

            """,
        ["zsh"] = """
            #compdef negotiations
            # zsh completion for negotiations. To have it in every shell, in a folder of $fpath:
            #   negotiations completion zsh > _negotiations
            _negotiations() {
                local line
                local -a found
                for line in "${(@f)$("${words[1]}" __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
                    if [[ ${line%%$'\t'*} == ':files' ]]; then
                        _files
                        return
                    fi
                    if [[ -n $line ]]; then
                        found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
                    fi
                done
                _describe negotiations found
            }
            if [[ ${funcstack[1]} == _negotiations ]]; then
                _negotiations "$@"
            else
                compdef _negotiations negotiations
            fi

            """,
    };
}
