//! Articles of the project's own, to be edited.

pub const ARTICLES: [&str; 3] = [
    "Ferry crews go back to work\n\n\
LANGHAM, 3 March — The ferry crews went back to work on Tuesday, nine days after they had left their \
boats in the harbour. Four of the six lines sailed before noon. The other two wait for an inspector from \
the capital.\n\n\
“We got the roster, and we got it in writing,” said Ines Marr, who speaks for the crews. She would not \
say how long the agreement lasts. Two people who were in the room said that it runs until October.\n\n\
The company puts its loss at two million crowns, a sum that it did not break down. Its director, Tomas \
Brandt, called the strike “a family quarrel that went on too long.” Nobody at the company answered when \
we asked who would pay for the tickets that were never used.\n\n\
On the islands the mood is mixed. Hanne Dahl, who keeps the bakery on Little Skerry, threw away four \
sacks of flour. “They were right to strike, but nobody asked us,” she said. Her brother has sold his van \
and wants to move to the mainland in spring.\n\n\
The minister for transport promised a report by summer. It is the third that was promised in five years, \
and the first two were apparently never written.",
    "Valley votes on the new dam\n\n\
Voters in the Orla valley will decide on Sunday whether the river may be dammed above Steinfeld. Polls \
suggest that the project is likely to fail, though a quarter of those asked had not made up their minds. \
Turnout could decide it.\n\n\
Engineers say the dam would hold back the floods that ruined the lower town twice in a decade. “Every \
year that we wait costs more than the wall,” said Jörg Amsel of the water board. He showed a map on which \
a third of Steinfeld was blue.\n\n\
Farmers see it otherwise. Some forty of them would lose pasture that their families have used since the \
seventeenth century. “I have read the offer, and it is an insult,” said Maria Köhl. The board replied that \
no price has been fixed yet.\n\n\
Biologists from two universities counted otters, kingfishers and a beetle that lives nowhere else. They \
warned that the beetle would probably not survive. The board doubts the count: it was made in one dry \
summer, it says, and by people who had already signed a petition.\n\n\
If the vote fails, the board has no other plan. “Then we shall buy pumps,” said Amsel, “and hope.”",
    "Museum returns the bronze bell\n\n\
The city museum will give the bronze bell back to the village of Tarn, its board said on Thursday. The \
bell had hung in the entrance hall since 1911. How it came there has been disputed for as long.\n\n\
According to the museum’s own files, a dealer named Corvin bought it “from the sexton, for cash.” The \
parish has a letter in which the sexton complains of a theft. Both papers are genuine, an expert said, and \
at least one of them is lying.\n\n\
Mayor Edda Lindt had asked for the bell eleven times. “I kept copies of every answer,” she said, laughing. \
“The shortest was two words.” She plans a procession in May, weather permitting.\n\n\
The director, Paul Reiss, denied that the museum had given in to pressure. He pointed to a study that was \
begun in 2019. Its author left last year, and it was never published; a copy that we have seen recommends \
that the bell should stay.\n\n\
Insurance for the journey is said to cost more than the bell did. Neither side would confirm the figure.",
];
